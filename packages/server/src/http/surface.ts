import { readdir } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import cookie from '@fastify/cookie'
import swagger from '@fastify/swagger'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, RawServerDefault } from 'fastify'
import type { TSchema } from 'typebox'
import type { Deps } from '../deps.ts'
import { Fault } from '../fault.ts'
import { type AuthWay, authenticate } from './authenticate.ts'
import { describeRoute } from './describe-route.ts'
import { limitRate } from './rate-limits.ts'
import { toFault } from './to-fault.ts'
import { compileValidator } from './validator.ts'

/** A Fastify scope whose route schemas are TypeBox types. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

/** What a route module exports: it adds its routes to the surface's scope. */
export type Routes = (app: App, deps: Deps) => void | Promise<void>

/** A public API: its own paths, error body, 404 and OpenAPI document. */
export interface Surface {
  /** Its name in `/openapi/<name>.json`. */
  name: string
  title: string
  description: string
  /** `/v1`, or empty for a surface that shares the root. */
  prefix: string
  /** Where its route modules are, one file each. */
  routes: URL
  /** How a caller may say who it is. */
  auth: readonly AuthWay[]
  /** The surface's own error body. */
  renderFault(
    fault: Fault,
    requestId: string,
  ): { status: number; body: unknown; headers?: Record<string, string> }
  /** The schema of that body, named by its `$id`: every route's 4xx and 5xx answers in the OpenAPI. */
  errorBody: TSchema & { $id?: string }
  /** A check before authentication: an old client, say. */
  onRequest?(request: { headers: Record<string, string | string[] | undefined> }, deps: Deps): void
}

/** Adds a surface to the server as a scope of its own, with every route module of its folder. */
export async function addSurface(root: FastifyInstance, deps: Deps, surface: Surface): Promise<void> {
  await root.register(
    async (scope) => {
      const app = scope.withTypeProvider<TypeBoxTypeProvider>() as unknown as App
      await app.register(cookie)
      app.addHook('onRoute', describeRoute(surface.errorBody))
      await app.register(swagger, {
        openapi: {
          openapi: '3.1.0',
          info: { title: surface.title, description: surface.description, version: '1' },
          components: { securitySchemes: securitySchemes(surface.auth) },
          security: surface.auth.map((way) => ({ [way]: [] })),
        },
        // Components by their own names, so that generated clients have readable types.
        refResolver: {
          buildLocalReference: (json, _base, _fragment, index) => String(json.$id ?? `def-${index}`),
        },
      })
      app.setValidatorCompiler(compileValidator)
      app.addSchema(surface.errorBody)
      const sendFault = (error: unknown, reply: FastifyReply) => {
        const fault = toFault(error)
        if (fault.code === 'internal') reply.log.error({ err: error }, 'unexpected error')
        const { status, body, headers } = surface.renderFault(fault, reply.request.id)
        if (fault.detail.retryAfter !== undefined)
          reply.header('retry-after', Math.ceil(fault.detail.retryAfter))
        if (headers) reply.headers(headers)
        return reply
          .code(status)
          .serializer(JSON.stringify)
          .type('application/json; charset=utf-8')
          .send(body)
      }
      app.setErrorHandler((error, _request, reply) => sendFault(error, reply))
      app.addHook('onRequest', async (request) => surface.onRequest?.(request, deps))
      app.addHook('onRequest', authenticate(deps, surface.auth))
      app.addHook('onRequest', limitRate(deps))
      app.setNotFoundHandler((request, reply) => {
        const path = request.url.split('?', 1)[0]
        return sendFault(new Fault('not_found', `there is nothing at ${request.method} ${path}`), reply)
      })
      for (const file of (await readdir(surface.routes, { recursive: true })).sort()) {
        if (!file.endsWith('.ts')) continue
        const module = (await import(new URL(file, surface.routes).href)) as { default: Routes }
        await module.default(app, deps)
      }
      root.get(`/openapi/${surface.name}.json`, { schema: { hide: true } }, () => app.swagger())
    },
    { prefix: surface.prefix },
  )
}

function securitySchemes(ways: readonly AuthWay[]) {
  const all = {
    bearer: { type: 'http', scheme: 'bearer' },
    apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
    session: { type: 'apiKey', in: 'cookie', name: 'nodeyard_session' },
  } as const
  return Object.fromEntries(ways.map((way) => [way, all[way]]))
}
