import type { RouteOptions } from 'fastify'
import type { App } from '../../http/surface.ts'

/**
 * Adds a route under its documented path and under every other spelling that clients know: with a slash at the
 * end, below `/data-centric`, and its aliases. Only the documented one is in the document.
 */
export function addSpelled(
  app: App,
  // biome-ignore lint/suspicious/noExplicitAny: the types of a route's parts are its own.
  route: Omit<RouteOptions<any, any, any, any, any, any, any, any>, 'url'> & { url: string },
  aliases: readonly string[] = [],
): void {
  app.route(route)
  const { operationId: _, ...schema } = (route.schema ?? {}) as Record<string, unknown>
  const bare = [route.url, ...aliases]
  const all = bare.flatMap((url) => [url, `${url}/`, `/data-centric${url}`, `/data-centric${url}/`])
  for (const url of new Set(all)) {
    if (url !== route.url) app.route({ ...route, url, schema: { ...schema, hide: true } })
  }
}

/** A model's id in a path: one part, or two where its slash was left plain. */
export const withId = (path: string) => ({ url: `${path}/:id`, aliases: [`${path}/:id/:name`] })

export const idOf = ({ params }: { params: unknown }): string => {
  const { id, name } = params as { id: string; name?: string }
  return name === undefined ? id : `${id}/${name}`
}

/** Paths that only the grid speaks, though there may be nothing at some of them. */
export const isGridPath = (path: string): boolean =>
  /^\/(?:data-centric|models?|get_model|is_model_copy_allowed|serve-model|delete[-_]model|search[-\w]*|dataset-tags|identity|status|workers|detailed[-_]models[-_]list|join|connected-nodes|delete-node|choose[-\w]*|grid)(?:\/|$)/.test(
    path,
  )
