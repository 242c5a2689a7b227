import type { FastifyInstance } from 'fastify'
import { Fault } from '../fault.ts'
import { renderPlainFault, sendFault } from './send-fault.ts'

/** What belongs to no surface: the last 404, and the errors of the routes beside the surfaces. */
export function addRoot(app: FastifyInstance): void {
  app.setErrorHandler((error, _request, reply) => sendFault(error, reply, renderPlainFault))
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0]
    const fault = new Fault('not_found', `there is nothing at ${request.method} ${path}`)
    return sendFault(fault, reply, renderPlainFault)
  })
  app.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(WELCOME))
}

const WELCOME = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Nodeyard</title>
<style>
  body { font: 16px/1.6 system-ui, sans-serif; max-width: 40rem; margin: 15vh auto 0; padding: 0 1.5rem; color: #1b1f24 }
  h1 { font-size: 1.6rem; margin: 0 0 .5rem }
  code { background: #f0f2f5; padding: .15rem .35rem; border-radius: .25rem; font-size: .9em }
  a { color: #0a58ca }
  @media (prefers-color-scheme: dark) { body { background: #14171a; color: #e6e8eb } code { background: #22272e } a { color: #79b0ff } }
</style>
<h1>Nodeyard is running</h1>
<p>Push a model, deploy it, ask it something: the README's first five minutes start with
<code>npx nodeyard model push examples/digits/model</code>.</p>
<p><a href="/docs">API documentation</a> · <a href="/healthz">health</a></p>
</html>
`
