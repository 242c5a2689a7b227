import Fastify, { type FastifyInstance } from 'fastify'
import type { Surface } from './surface.ts'

/** `/docs`: every surface's OpenAPI document, to read and to try. */
export function addDocs(app: FastifyInstance, surfaces: readonly Surface[]): void {
  let opening: Promise<FastifyInstance> | undefined
  app.get('/docs/json', () => ({ documents: listDocuments(surfaces) }))
  for (const url of ['/docs', '/docs/*']) {
    app.get(url, async ({ url, headers }, reply) => {
      opening ??= openPages(surfaces)
      const pages = await opening
      // The page's own document has nothing in it.
      if (url === '/docs/yaml') return reply.callNotFound()
      const answer = await pages.inject({ method: 'GET', url, headers })
      if (answer.statusCode === 404) return reply.callNotFound()
      const { connection: _, ...rest } = answer.headers
      return reply.code(answer.statusCode).headers(rest).send(answer.rawPayload)
    })
  }
  app.addHook('onClose', async () => (await opening)?.close())
}

/** Each surface has a document of its own. */
const listDocuments = (surfaces: readonly Surface[]) =>
  surfaces.map(({ name, title }) => ({ name: title, url: `/openapi/${name}.json` }))

/** The pages are a server of their own, that only ours asks: no start waits for what few will read. */
async function openPages(surfaces: readonly Surface[]): Promise<FastifyInstance> {
  const [{ default: swagger }, { default: swaggerUi }] = await Promise.all([
    import('@fastify/swagger'),
    import('@fastify/swagger-ui'),
  ])
  const pages = Fastify()
  // The page wants a document of its own; ours are the surfaces', chosen from its list.
  await pages.register(swagger, { openapi: { openapi: '3.1.0', info: { title: 'Nodeyard', version: '1' } } })
  await pages.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    logo: { type: 'image/svg+xml', content: Buffer.from(LOGO), href: '/' },
    theme: { title: 'Nodeyard API' },
    uiConfig: {
      urls: listDocuments(surfaces),
      persistAuthorization: true,
      tryItOutEnabled: true,
    } as never,
  })
  await pages.ready()
  return pages
}

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" width="150" height="32" viewBox="0 0 150 32">
<g fill="none" stroke="#7fb0ff" stroke-width="2"><path d="M8 9v14M8 9l12 14M20 9v14"/></g>
<g fill="#fff"><circle cx="8" cy="9" r="3.5"/><circle cx="8" cy="23" r="3.5"/><circle cx="20" cy="9" r="3.5"/><circle cx="20" cy="23" r="3.5"/></g>
<text x="34" y="22" fill="#fff" font-family="system-ui, sans-serif" font-size="18" font-weight="600">Nodeyard</text></svg>`
