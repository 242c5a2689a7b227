import { answerOf } from '@nodeyard/sdk/client'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, ask } from '../../app/api.ts'
import type { ExploreSearch } from './routes.tsx'

export type Kind = 'models' | 'datasets'

/** A model or dataset as a card shows it, whichever surface told of it. */
export interface Listed {
  slug: string
  name: string
  summary: string | null
  tags: string[]
  license: string | null
  version: string | null
  downloads: number
  stars: number
  isStarred: boolean
  isPrivate: boolean
  /** Framework or format. */
  made: string | null
  task: string | null
  price: { currency: string; amount: number; model: string }
  rows: number | null
  updatedAt: string
}

export interface Page {
  items: Listed[]
  next: string | null
}

const PAGE = 24

/** What the list shows, a page at a time; while the next answer is on its way, the one before. */
export const listQuery = (kind: Kind, search: ExploreSearch) =>
  infiniteQueryOptions({
    queryKey: ['explore', kind, search],
    queryFn: ({ pageParam, signal }) => readPage(kind, search, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
  })

async function readPage(
  kind: Kind,
  search: ExploreSearch,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Page> {
  const query = { limit: PAGE, ...filterOf(search), ...(cursor && { cursor }) }
  if (kind === 'datasets') {
    const page = await answerOf(api.marketplace.GET('/v1/datasets', { params: { query }, signal }))
    const items = page.items.map((item) => ({
      ...common(item),
      made: item.format,
      task: null,
      rows: item.rows,
    }))
    return { items, next: page.next_cursor }
  }
  const page = await answerOf(api.marketplace.GET('/v1/models', { params: { query }, signal }))
  const items = page.items.map((item) => ({
    ...common(item),
    made: item.framework,
    task: item.task,
    rows: null,
  }))
  return { items, next: page.next_cursor }
}

/** The address's search as the surface's filter; what the surface does not know it refuses itself. */
const filterOf = ({ kind: _, ...search }: ExploreSearch) => search as object

interface Asset {
  slug: string
  name: string
  summary: string | null
  tags: string[]
  license: string | null
  latest_revision: string | null
  downloads: number
  stars: number
  starred: boolean
  visibility: 'public' | 'private'
  price: { currency: string; amount: number; model: string }
  updated_at: string
}

const common = (item: Asset) => ({
  slug: item.slug,
  name: item.name,
  summary: item.summary,
  tags: item.tags,
  license: item.license,
  version: item.latest_revision,
  downloads: item.downloads,
  stars: item.stars,
  isStarred: item.starred,
  isPrivate: item.visibility === 'private',
  price: item.price,
  updatedAt: item.updated_at,
})

export const FACETS = {
  models: ['task', 'framework', 'license'],
  datasets: ['format', 'license'],
} as const
export type FacetName = (typeof FACETS)[Kind][number]

export interface Facets {
  count: number
  is_complete: boolean
  facets: Partial<Record<FacetName, { is_complete: boolean; values: { value: string; count: number }[] }>>
}

/** How many of what is found have which value. */
export const facetsQuery = (kind: Kind, { sort: _, ...search }: ExploreSearch) =>
  queryOptions({
    queryKey: ['facets', kind, search],
    queryFn: async ({ signal }): Promise<Facets> => {
      const params = { query: filterOf(search) }
      return kind === 'models'
        ? answerOf(api.marketplace.GET('/v1/models/facets', { params, signal }))
        : answerOf(api.marketplace.GET('/v1/datasets/facets', { params, signal }))
    },
    placeholderData: (before) => before,
    staleTime: 30_000,
  })

/** Gives or takes back one's star. */
export const setStar = (kind: Kind, slug: string, isStarred: boolean) =>
  ask(`/v1/${kind}/${slug}/star`, { method: isStarred ? 'POST' : 'DELETE' })
