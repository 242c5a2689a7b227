import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'

/**
 * `/studio`: graphs, drawn and run. A graph that has not been saved yet is `/studio?tab=…`; once it is, `/studio/<name>`.
 * Both are one page that stays, so that a first save takes nothing from under anybody's hands.
 */
export const studioRoutes = (root: AnyRoute) => {
  const studio = createRoute({
    getParentRoute: () => root,
    path: '/studio',
    validateSearch: ({ tab }: Record<string, unknown>): { tab?: string } =>
      typeof tab === 'string' ? { tab } : {},
    component: lazyRouteComponent(() => import('./page/StudioPage.tsx'), 'StudioPage'),
  })
  return [
    studio.addChildren([
      createRoute({ getParentRoute: () => studio, path: '/' }),
      createRoute({ getParentRoute: () => studio, path: '$name' }),
    ]),
  ]
}
