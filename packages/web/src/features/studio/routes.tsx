import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'

/** `/studio`: graphs, drawn and run. A graph that has not been saved yet is `/studio?tab=…`. */
export const studioRoutes = (root: AnyRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/studio',
    validateSearch: ({ tab }: Record<string, unknown>): { tab?: string } =>
      typeof tab === 'string' ? { tab } : {},
    component: lazyRouteComponent(() => import('./page/StudioPage.tsx'), 'StudioPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/studio/$name',
    component: lazyRouteComponent(() => import('./page/StudioPage.tsx'), 'StudioPage'),
  }),
]
