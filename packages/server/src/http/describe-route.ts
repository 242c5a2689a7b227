import type { RouteOptions } from 'fastify'
import type { TSchema } from 'typebox'

/**
 * Writes into a route's schema what the surface knows and no route should have to repeat: the shape of its
 * errors, that it takes no key, and the scope it asks for. All of it is seen in the OpenAPI document.
 */
export function describeRoute(errorBody: TSchema & { $id?: string }) {
  const error = { $ref: `${errorBody.$id}#` }
  return (route: RouteOptions): void => {
    const { auth = 'required', scope } = route.config ?? {}
    const schema = route.schema ?? {}
    route.schema = {
      ...schema,
      ...(auth === 'none' ? { security: [] } : {}),
      ...(scope === undefined ? {} : { 'x-scope': scope }),
      response: { '4xx': error, '5xx': error, ...(schema.response as object | undefined) },
    }
  }
}
