import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'

interface Search {
  tab?: string
  /** Opens the dialog that makes one of what the tab is about. */
  new?: true
}

/** `/settings`: keys, webhooks, organisations and whatever else is one's own. */
export const settingsRoutes = (root: AnyRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/settings',
    validateSearch: ({ tab, new: isNew }: Record<string, unknown>): Search => ({
      ...(typeof tab === 'string' && { tab }),
      ...(isNew === true && { new: true }),
    }),
    component: lazyRouteComponent(() => import('./SettingsPage.tsx'), 'SettingsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/settings/webhooks/$id',
    component: lazyRouteComponent(() => import('./webhooks/EndpointPage.tsx'), 'EndpointPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/settings/orgs/$slug',
    component: lazyRouteComponent(() => import('./OrgPage.tsx'), 'OrgPage'),
  }),
]
