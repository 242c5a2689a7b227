import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'

/** `/explore/upload`: a folder becomes a version of a model or dataset. */
export const uploadRoutes = (root: AnyRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/explore/upload',
    validateSearch: ({ kind }: Record<string, unknown>): { kind?: 'dataset' } =>
      kind === 'dataset' ? { kind } : {},
    component: lazyRouteComponent(() => import('./UploadPage.tsx'), 'UploadPage'),
  }),
]
