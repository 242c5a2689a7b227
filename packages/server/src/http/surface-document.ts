import swagger from '@fastify/swagger'
import Fastify, { type RouteOptions } from 'fastify'
import type { AuthWay } from './authenticate.ts'
import { completeDocument } from './complete-document.ts'
import type { Surface } from './surface.ts'

/** What of a route its document tells. */
export type DescribedRoute = Pick<RouteOptions, 'method' | 'url' | 'schema'>

/**
 * A surface's OpenAPI document, from its routes.
 *
 * They are described to a Fastify of their own that never answers a request, when somebody first asks for the
 * document: no server should start later for a document that may not be read.
 */
export async function surfaceDocument(surface: Surface, routes: readonly DescribedRoute[]): Promise<object> {
  const app = Fastify({ exposeHeadRoutes: false })
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(() => () => '')
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: surface.title, description: surface.description, version: '1' },
      components: { securitySchemes: securitySchemes(surface.auth) },
      security: surface.auth.map((way) => ({ [way]: [] })),
    },
    transformObject: (document) =>
      completeDocument('openapiObject' in document ? document.openapiObject : {}, surface),
    // Components by their own names, so that generated clients have readable types.
    refResolver: {
      buildLocalReference: (json, _base, _fragment, index) => String(json.$id ?? `def-${index}`),
    },
  })
  for (const schema of [...(surface.schemas ?? []), surface.errorBody]) app.addSchema(schema)
  for (const route of routes) app.route({ ...route, handler: () => {} })
  await app.ready()
  return app.swagger()
}

function securitySchemes(ways: readonly AuthWay[]) {
  const all = {
    bearer: { type: 'http', scheme: 'bearer' },
    apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
    hotkey: {
      type: 'apiKey',
      in: 'header',
      name: 'X-Chutes-Signature',
      description: 'An sr25519 signature, with `X-Chutes-Hotkey` and `X-Chutes-Nonce`.',
    },
    session: {
      type: 'apiKey',
      in: 'cookie',
      name: 'nodeyard_session',
      description: 'A signed-in browser. Its writes also need its token in the header `X-CSRF-Token`.',
    },
  } as const
  return Object.fromEntries(ways.map((way) => [way, all[way]]))
}
