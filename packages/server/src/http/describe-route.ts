import type { RouteOptions } from 'fastify'

/**
 * Writes into a route's schema what its settings say and no route should have to repeat: that it takes no
 * key, and the scope it asks for. All of it is seen in the OpenAPI document.
 */
export function describeRoute(route: RouteOptions): void {
  const { auth = 'required', scope } = route.config ?? {}
  route.schema = {
    ...route.schema,
    ...(auth === 'none' ? { security: [] } : {}),
    ...(scope === undefined ? {} : { 'x-scope': scope }),
  }
}
