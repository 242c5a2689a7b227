import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'

/** `/partners`: who hosts what on the grid. */
export const partnersRoutes = (root: AnyRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/partners',
    component: lazyRouteComponent(() => import('./PartnersPage.tsx'), 'PartnersPage'),
  }),
]
