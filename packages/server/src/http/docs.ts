import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import type { Surface } from './surface.ts'

/** `/docs`: every surface's OpenAPI document, to read and to try. */
export async function addDocs(app: FastifyInstance, surfaces: readonly Surface[]): Promise<void> {
  await app.register(async (scope) => {
    // The page wants a document of its own scope; ours are the surfaces', chosen from its list.
    await scope.register(swagger, {
      openapi: { openapi: '3.1.0', info: { title: 'Nodeyard', version: '1' } },
    })
    await scope.register(swaggerUi, {
      routePrefix: '/docs',
      staticCSP: true,
      theme: { title: 'Nodeyard API' },
      uiConfig: {
        urls: surfaces.map(({ name, title }) => ({ name: title, url: `/openapi/${name}.json` })),
        persistAuthorization: true,
        tryItOutEnabled: true,
      } as never,
    })
  })
}
