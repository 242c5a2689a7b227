import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { WebSocket } from 'ws'
import { Fault } from '../fault.ts'
import { type RenderFault, renderPlainFault, sendFault } from './send-fault.ts'

/** The grid, which shares the root with the web pages. */
export interface RootSharer {
  /** Speaks on a WebSocket that was opened at `/`. */
  speak(socket: WebSocket, request: FastifyRequest): void
  /** Whether a path is of its kind, so that its 404 is its own. */
  owns(path: string): boolean
  renderFault: RenderFault
}

/**
 * What belongs to no surface, or to two: `/` itself is a page to browsers and the grid's socket to partners; the
 * last 404 is the grid's on its paths; and so are the errors of the routes beside the surfaces.
 */
export function addRoot(app: FastifyInstance, grid: RootSharer): void {
  app.setErrorHandler((error, _request, reply) => sendFault(error, reply, renderPlainFault))
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0]!
    const fault = new Fault('not_found', `there is nothing at ${request.method} ${path}`)
    return sendFault(fault, reply, grid.owns(path) ? grid.renderFault : renderPlainFault)
  })
  app.route({
    method: 'GET',
    url: '/',
    handler: (_request, reply) => reply.type('text/html; charset=utf-8').send(WELCOME),
    wsHandler: (socket, request) => grid.speak(socket, request),
  })
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
