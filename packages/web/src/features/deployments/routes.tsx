import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'

/** `/deployments`: what answers, and how well. */
export const deploymentsRoutes = (root: AnyRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/deployments',
    component: lazyRouteComponent(() => import('./DeploymentsPage.tsx'), 'DeploymentsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/deployments/$id',
    validateSearch: ({ tab }: Record<string, unknown>): { tab?: string } =>
      typeof tab === 'string' ? { tab } : {},
    component: lazyRouteComponent(() => import('./DeploymentPage.tsx'), 'DeploymentPage'),
  }),
]
