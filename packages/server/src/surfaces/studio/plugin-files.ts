import cookie from '@fastify/cookie'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Deps } from '../../deps.ts'
import { findPluginFile } from '../../domain/graphs/plugins/plugin-content.ts'
import { admit } from '../../http/admit.ts'
import { sendFault } from '../../http/send-fault.ts'
import { ClientGone, sendFile } from '../../http/send-file.ts'
import { renderStudioFault } from './render-fault.ts'
import { studio } from './surface.ts'

/**
 * `/plugins/{id}/assets/…` and `/plugins/{id}/frontend/…`: what plugins give to browsers. Beside the studio's own
 * prefix, and under its rules: open on loopback, elsewhere for who may run graphs.
 */
export function addPluginFiles(root: FastifyInstance, deps: Deps): void {
  void root.register(async (app) => {
    app.setErrorHandler((error, _request, reply) => sendFault(error, reply, renderStudioFault))
    await app.register(cookie)
    app.addHook('onRequest', admit(deps, studio))
    for (const area of ['assets', 'frontend'] as const) {
      app.get(
        `/plugins/:plugin/${area}/*`,
        { schema: { hide: true }, config: { scope: 'graphs:run' } },
        async (request, reply) => {
          const { plugin: id, '*': path } = (request as FastifyRequest<{ Params: Record<string, string> }>)
            .params
          const found = findPluginFile(deps.studio.plugins, { id: id ?? '', area, path: path ?? '' })
          reply.headers({
            'content-type': found.type,
            'content-length': found.size,
            'cache-control': 'no-cache',
            'x-content-type-options': 'nosniff',
            // A page or a picture with scripts in it is not to run as one of ours.
            'content-security-policy':
              "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox",
          })
          reply.hijack()
          reply.raw.writeHead(200, reply.getHeaders() as Record<string, string>)
          if (request.method === 'HEAD' || found.size === 0) return void reply.raw.end()
          await sendFile(found.path, { first: 0, last: found.size - 1 }, reply.raw).catch(
            (error: unknown) => {
              if (!(error instanceof ClientGone)) request.log.error({ err: error }, 'a download broke off')
            },
          )
        },
      )
    }
  })
}
