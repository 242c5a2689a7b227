import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { hideKeys } from '../domain/accounts/key-secrets.ts'

/** One line for what changed something or went wrong; a successful read is logged at `debug` only. */
export function addRequestLog(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { statusCode } = reply
    const level =
      statusCode >= 500 ? 'error' : request.method === 'GET' && statusCode < 400 ? 'debug' : 'info'
    const log = request.log as Logger
    if (!log.isLevelEnabled(level)) return done()
    log[level](
      {
        method: request.method,
        // The query may carry a signature, the path a key that is to be revoked.
        path: hideKeys(request.url.split('?', 1)[0]!),
        status: statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        account: request.maybeCaller?.account.slug,
      },
      'request',
    )
    done()
  })
}
