import { readdir } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import cookie from '@fastify/cookie'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawServerDefault } from 'fastify'
import type { TSchema } from 'typebox'
import type { Deps } from '../deps.ts'
import type { Caller } from '../domain/accounts/caller.ts'
import { Fault } from '../fault.ts'
import { admit } from './admit.ts'
import type { AuthWay } from './authenticate.ts'
import { describeRoute } from './describe-route.ts'
import { addIdempotency } from './idempotency.ts'
import { type RenderFault, sendFault } from './send-fault.ts'
import type { DescribedRoute } from './surface-document.ts'

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
  /** Who a request that carries none of these stands for, where a surface has an answer to that. */
  callerWithout?(request: FastifyRequest, deps: Deps): Promise<Caller> | undefined
  /** The surface's own error body. */
  renderFault: RenderFault
  /** The schema of that body, named by its `$id`: every route's 4xx and 5xx answers in the OpenAPI. */
  errorBody: TSchema & { $id?: string }
  /** The statuses its errors have, with what they mean, where its document is to list them one by one. */
  errorStatuses?: Record<number, string>
  /** Schemas that routes refer to by their `$id`: components of its document. */
  schemas?: readonly TSchema[]
  /** Whether all its POST and PATCH take an `Idempotency-Key`; else those do that say so. */
  isIdempotent?: boolean
  /** A check before authentication: an old client, say. */
  onRequest?(request: { headers: Record<string, string | string[] | undefined> }, deps: Deps): void
  /** Before a request that was admitted is handled: opens what no start should wait for. */
  prepare?(deps: Deps): void | Promise<void>
}

/** Adds a surface to the server as a scope of its own, with every route module of its folder. */
export async function addSurface(root: FastifyInstance, deps: Deps, surface: Surface): Promise<void> {
  await root.register(
    async (scope) => {
      const app = scope.withTypeProvider<TypeBoxTypeProvider>() as unknown as App
      await app.register(cookie)
      app.addHook('onRoute', describeRoute)
      app.addHook('onRoute', addIdempotency(deps, surface.auth, surface.isIdempotent ?? false))
      // A module's name is the heading of its routes in the document.
      let heading = ''
      app.addHook('onRoute', ({ schema }) => {
        if (schema) schema.tags ??= [heading]
      })
      const described: DescribedRoute[] = []
      app.addHook('onRoute', ({ method, url, schema = {} }) => {
        // What answers a GET answers its HEAD.
        if (method !== 'HEAD') described.push({ method, url, schema })
      })
      for (const schema of surface.schemas ?? []) app.addSchema(schema)
      app.addSchema(surface.errorBody)
      app.setErrorHandler((error, _request, reply) => sendFault(error, reply, surface.renderFault))
      app.addHook('onRequest', admit(deps, surface))
      // What is nowhere below the root is the root's own 404.
      if (surface.prefix !== '') {
        app.setNotFoundHandler((request, reply) => {
          const path = request.url.split('?', 1)[0]
          const fault = new Fault('not_found', `there is nothing at ${request.method} ${path}`)
          return sendFault(fault, reply, surface.renderFault)
        })
      }
      for (const file of (await readdir(surface.routes, { recursive: true })).sort()) {
        if (!file.endsWith('.ts')) continue
        heading = file.replace(/\.ts$/, '').replaceAll('-', ' ')
        const module = (await import(new URL(file, surface.routes).href)) as { default: Routes }
        await module.default(app, deps)
      }
      let document: Promise<object> | undefined
      root.get(`/openapi/${surface.name}.json`, { schema: { hide: true } }, async () => {
        const { surfaceDocument } = await import('./surface-document.ts')
        document ??= surfaceDocument(surface, described)
        return document
      })
    },
    { prefix: surface.prefix },
  )
}
