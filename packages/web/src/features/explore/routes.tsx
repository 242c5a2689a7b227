import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { queryClient } from '../../app/query-client.ts'
import { listQuery } from './queries.ts'

/** Orders beside that by popularity. */
export const SORTS = ['newest', 'updated', 'name'] as const

export interface ExploreSearch {
  q?: string
  kind?: 'datasets'
  sort?: (typeof SORTS)[number]
  task?: string
  framework?: string
  license?: string
  format?: string
}

/** As long as one hardly notices. */
const moment = () => new Promise<void>((resolve) => setTimeout(resolve, 150))

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

function readSearch(search: Record<string, unknown>): ExploreSearch {
  const all = {
    q: text(typeof search.q === 'number' ? String(search.q) : search.q),
    kind: search.kind === 'datasets' ? ('datasets' as const) : undefined,
    sort: SORTS.find((sort) => sort === search.sort),
    task: text(search.task),
    framework: text(search.framework),
    license: text(search.license),
    format: text(search.format),
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

const page = (search: Record<string, unknown>) => ({
  ...(text(search.tab) ? { tab: String(search.tab) } : {}),
  ...(text(search.v) ? { v: String(search.v) } : {}),
})

/** `/explore`: models and datasets, and the page of each. */
export const exploreRoutes = (root: AnyRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/explore',
    validateSearch: readSearch,
    loaderDeps: ({ search }) => search,
    // The list is on its way while the page's code still is. One that is there in a moment is drawn with the page.
    loader({ deps, cause }) {
      const list = queryClient.prefetchInfiniteQuery(listQuery(deps.kind ?? 'models', deps))
      if (cause === 'enter') return Promise.race([list, moment()])
    },
    component: lazyRouteComponent(() => import('./ExplorePage.tsx'), 'ExplorePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/explore/$owner/$name',
    validateSearch: page,
    component: lazyRouteComponent(() => import('./model/ModelPage.tsx'), 'ModelPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/explore/datasets/$owner/$name',
    validateSearch: page,
    component: lazyRouteComponent(() => import('./dataset/DatasetPage.tsx'), 'DatasetPage'),
  }),
]
