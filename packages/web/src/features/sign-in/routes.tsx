import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'

/** `/sign-in`, which is also where the first password is chosen. */
export const signInRoutes = (root: AnyRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    validateSearch: ({ next }: Record<string, unknown>): { next?: string } =>
      typeof next === 'string' ? { next } : {},
    component: lazyRouteComponent(() => import('./SignInPage.tsx'), 'SignInPage'),
  }),
]
