import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'

/** `/healthz`: the process answers. `/readyz`: it can also reach what it stands on. */
export function addHealth(app: FastifyInstance, { database, blobs }: Deps): void {
  const needs = [
    {
      name: 'the database',
      check: () => database.read.selectFrom('server_secret').select('name').limit(1).execute(),
    },
    { name: 'the blob store', check: () => blobs.check() },
  ]

  app.get('/healthz', () => ({ status: 'ok' }))

  app.get('/readyz', async (request, reply) => {
    for (const { name, check } of needs) {
      try {
        await check()
      } catch (error) {
        request.log.warn({ err: error }, `${name} does not answer`)
        return reply.code(503).send({ status: 'unavailable', reason: `${name} does not answer` })
      }
    }
    return { status: 'ready' }
  })
}
