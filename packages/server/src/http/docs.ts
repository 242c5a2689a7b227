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
      logo: { type: 'image/svg+xml', content: Buffer.from(LOGO), href: '/' },
      theme: { title: 'Nodeyard API' },
      uiConfig: {
        urls: surfaces.map(({ name, title }) => ({ name: title, url: `/openapi/${name}.json` })),
        persistAuthorization: true,
        tryItOutEnabled: true,
      } as never,
    })
  })
}

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" width="150" height="32" viewBox="0 0 150 32">
<g fill="none" stroke="#7fb0ff" stroke-width="2"><path d="M8 9v14M8 9l12 14M20 9v14"/></g>
<g fill="#fff"><circle cx="8" cy="9" r="3.5"/><circle cx="8" cy="23" r="3.5"/><circle cx="20" cy="9" r="3.5"/><circle cx="20" cy="23" r="3.5"/></g>
<text x="34" y="22" fill="#fff" font-family="system-ui, sans-serif" font-size="18" font-weight="600">Nodeyard</text></svg>`
