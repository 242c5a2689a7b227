import { createRootRoute, createRoute, createRouter, Link, redirect } from '@tanstack/react-router'
import { deploymentsRoutes } from '../features/deployments/routes.tsx'
import { exploreRoutes } from '../features/explore/routes.tsx'
import { fleetRoutes } from '../features/fleet/routes.tsx'
import { partnersRoutes } from '../features/partners/routes.tsx'
import { salesRoutes } from '../features/sales/routes.tsx'
import { settingsRoutes } from '../features/settings/routes.tsx'
import { signInRoutes } from '../features/sign-in/routes.tsx'
import { studioRoutes } from '../features/studio/routes.tsx'
import { uploadRoutes } from '../features/upload/routes.tsx'
import { EmptyState, ErrorState } from '../ui/states.tsx'
import { Shell } from './shell.tsx'
import { texts } from './texts.ts'

const root = createRootRoute({
  component: Shell,
  notFoundComponent: () => (
    <EmptyState title={texts.notFound}>
      <p>{texts.notFoundHint}</p>
      <Link to="/explore" className="mt-3 inline-block text-accent hover:underline">
        {texts.nav.explore}
      </Link>
    </EmptyState>
  ),
  errorComponent: ({ error, reset }) => <ErrorState error={error} retry={reset} />,
})

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/explore' })
  },
})

/** Every page, each feature's own in its routes.tsx; their code comes when they are opened. */
export const router = createRouter({
  routeTree: root.addChildren([
    home,
    ...signInRoutes(root),
    ...exploreRoutes(root),
    ...uploadRoutes(root),
    ...deploymentsRoutes(root),
    ...fleetRoutes(root),
    ...partnersRoutes(root),
    ...salesRoutes(root),
    ...settingsRoutes(root),
    ...studioRoutes(root),
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
})

export type Root = typeof root
