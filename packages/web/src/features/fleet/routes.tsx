import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'

/** `/fleet`: the machines that models run on, and how they proved what they are. */
export const fleetRoutes = (root: AnyRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/fleet',
    validateSearch: ({ add }: Record<string, unknown>): { add?: true } => (add === true ? { add } : {}),
    component: lazyRouteComponent(() => import('./FleetPage.tsx'), 'FleetPage'),
  }),
]
