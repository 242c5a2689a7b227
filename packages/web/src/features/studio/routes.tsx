import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'

export interface StudioSearch {
  /** An open graph that has no name yet. */
  tab?: string
  /** An example that is to be opened, by its path. */
  example?: string
  view?: 'extensions'
}

/**
 * `/studio`: graphs, drawn and run. A graph that has not been saved yet is `/studio?tab=…`; once it is, `/studio/<name>`.
 * Both are one page that stays, so that a first save takes nothing from under anybody's hands.
 */
export const studioRoutes = (root: AnyRoute) => {
  const studio = createRoute({
    getParentRoute: () => root,
    path: '/studio',
    validateSearch: ({ tab, example, view }: Record<string, unknown>): StudioSearch => ({
      ...(typeof tab === 'string' && { tab }),
      ...(typeof example === 'string' && { example }),
      ...(view === 'extensions' && { view }),
    }),
    component: lazyRouteComponent(() => import('./page/StudioPage.tsx'), 'StudioPage'),
  })
  return [
    studio.addChildren([
      createRoute({ getParentRoute: () => studio, path: '/' }),
      createRoute({ getParentRoute: () => studio, path: '$name' }),
    ]),
  ]
}
