import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'

/** `/healthz`: the process answers. `/readyz`: it can also reach what it stands on. */
export function addHealth(app: FastifyInstance, { database }: Deps): void {
  app.get('/healthz', () => ({ status: 'ok' }))

  app.get('/readyz', async (request, reply) => {
    try {
      await database.read.selectFrom('server_secret').select('name').limit(1).execute()
      return { status: 'ready' }
    } catch (error) {
      request.log.warn({ err: error }, 'the database does not answer')
      return reply.code(503).send({ status: 'unavailable', reason: 'the database does not answer' })
    }
  })
}
