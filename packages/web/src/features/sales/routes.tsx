import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'

/** `/sales`: what one sells, bought and earned; `/listings/$id`: where others buy it. */
export const salesRoutes = (root: AnyRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/sales',
    validateSearch: ({ tab }: Record<string, unknown>): { tab?: string } =>
      typeof tab === 'string' ? { tab } : {},
    component: lazyRouteComponent(() => import('./SalesPage.tsx'), 'SalesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/sales/new',
    validateSearch: ({ asset }: Record<string, unknown>): { asset?: string } =>
      typeof asset === 'string' ? { asset } : {},
    component: lazyRouteComponent(() => import('./editor/NewListingPage.tsx'), 'NewListingPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/sales/listings/$id',
    component: lazyRouteComponent(() => import('./editor/ListingEditorPage.tsx'), 'ListingEditorPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/sales/invoices/$id',
    component: lazyRouteComponent(() => import('./invoices/InvoicePage.tsx'), 'InvoicePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/listings/$id',
    component: lazyRouteComponent(() => import('./buy/ListingPage.tsx'), 'ListingPage'),
  }),
]
