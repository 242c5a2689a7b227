import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'

/** `/explore`: models and datasets. */
export const exploreRoutes = (root: AnyRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/explore',
    component: lazyRouteComponent(() => import('./ExplorePage.tsx'), 'ExplorePage'),
  }),
]
