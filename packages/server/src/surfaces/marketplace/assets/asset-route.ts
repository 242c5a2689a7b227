import type { FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify'
import { type Static, type TObject, type TProperties, type TSchema, Type } from 'typebox'
import type { App } from '../../../http/surface.ts'
import type { Kind } from './kinds.ts'

const IdOrSlug = Type.String({
  minLength: 1,
  maxLength: 300,
  description: 'Its id, or `owner/name`, which may stand in the path unescaped.',
})
const Part = Type.String({ minLength: 1, maxLength: 200 })

interface Asked<Params, Query, Body> {
  /** The id, or `owner/name`. */
  ref: string
  params: Params
  query: Query
  body: Body
  request: FastifyRequest
  reply: FastifyReply
}

/** A route about one model or dataset. */
export interface AssetRoute<P extends TProperties, Q extends TSchema, B extends TSchema> {
  method: 'get' | 'post' | 'patch' | 'put' | 'delete'
  /** What follows the id in the path: `/revisions/:revision`. */
  path: string
  /** Whether the document leaves it out: another route says the same. */
  isHidden?: boolean
  config?: RouteShorthandOptions['config']
  preValidation?: (request: FastifyRequest) => Promise<void>
  schema: {
    operationId: string
    summary: string
    description?: string
    params?: P
    querystring?: Q
    body?: B
    response: Record<number, unknown>
  }
  handler(asked: Asked<Static<TObject<P>>, Static<Q>, Static<B>>): Promise<unknown>
}

/**
 * Adds a route twice: by id, which the document shows, and by `owner/name` as two parts of the path, which
 * means the same.
 */
export function addAssetRoute<
  P extends TProperties = Record<never, never>,
  Q extends TSchema = TSchema,
  B extends TSchema = TSchema,
>(app: App, { plural, readScope, writeScope }: Kind, route: AssetRoute<P, Q, B>): void {
  const { method, path, handler, config = {}, preValidation, isHidden = false } = route
  const scope = method === 'get' ? readScope : writeScope
  const { params: own, ...schema } = route.schema
  const add = (
    url: string,
    params: TProperties,
    refOf: (params: Record<string, string>) => string,
    hide: boolean,
  ) =>
    app.route({
      method: method.toUpperCase(),
      url: `/${plural}${url}${path}`,
      config: { scope, ...config },
      ...(preValidation ? { preValidation } : {}),
      schema: { ...schema, params: Type.Object({ ...params, ...own }), hide } as object,
      handler: (request, reply) =>
        handler({
          ref: refOf(request.params as Record<string, string>),
          params: request.params as Static<TObject<P>>,
          query: request.query as Static<Q>,
          body: request.body as Static<B>,
          request,
          reply,
        }),
    })
  add('/:id', { id: IdOrSlug }, ({ id = '' }) => id, isHidden)
  add('/:owner/:name', { owner: Part, name: Part }, ({ owner, name }) => `${owner}/${name}`, true)
}
