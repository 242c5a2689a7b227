import { answerOf } from '@nodeyard/sdk/client'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from '../../app/api.ts'
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
  stars: number | null
  isPrivate: boolean
  /** Framework or format. */
  made: string | null
  task: string | null
  price: { currency: string; amount: number; model: string } | null
  rows: number | null
  updatedAt: string
}

interface Page {
  items: Listed[]
  next: string | null
  total: number | null
}

const PAGE = 24

/** What the list shows. By popularity from the marketplace, whose index is made for it; in other orders from the registry. */
export const listQuery = (kind: Kind, owner: string, search: ExploreSearch) =>
  infiniteQueryOptions({
    queryKey: ['explore', kind, search],
    queryFn: ({ pageParam, signal }): Promise<Page> =>
      (search.sort === undefined && search.format === undefined) || search.task !== undefined
        ? fromMarketplace(kind, search, pageParam, signal)
        : fromRegistry(kind, owner, search, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
  })

async function fromMarketplace(
  kind: Kind,
  { q, task, framework, license }: ExploreSearch,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Page> {
  const query = { limit: PAGE, ...(q && { q }), ...(license && { license }), ...(cursor && { cursor }) }
  if (kind === 'datasets') {
    const page = await answerOf(api.marketplace.GET('/v1/datasets', { params: { query }, signal }))
    const items = page.items.map((item) => ({
      ...common(item),
      made: item.format,
      task: null,
      rows: item.rows,
    }))
    return { items, next: page.next_cursor, total: null }
  }
  const more = { ...(task && { task }), ...(framework && { framework }) } as object
  const page = await answerOf(
    api.marketplace.GET('/v1/models', { params: { query: { ...query, ...more } }, signal }),
  )
  const items = page.items.map((item) => ({
    ...common(item),
    made: item.framework,
    task: item.task,
    rows: null,
  }))
  return { items, next: page.next_cursor, total: null }
}

interface Asset {
  slug: string
  name: string
  summary: string | null
  tags: string[]
  license: string | null
  latest_revision: string | null
  downloads: number
  stars: number
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
  isPrivate: item.visibility === 'private',
  price: item.price,
  updatedAt: item.updated_at,
})

const SORTS = {
  newest: { sort_by: 'created_at', sort_dir: 'desc' },
  downloads: { sort_by: 'download_count', sort_dir: 'desc' },
  name: { sort_by: 'name', sort_dir: 'asc' },
} as const

/** The registry names file formats where the marketplace names frameworks. */
const REGISTRY_FRAMEWORKS: Record<string, string[]> = { pytorch: ['pytorch', 'safetensors'], onnx: ['onnx'] }

async function fromRegistry(
  kind: Kind,
  owner: string,
  { q, sort = 'downloads', framework, license, format }: ExploreSearch,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Page> {
  const page = Number(cursor ?? 1)
  const query = new URLSearchParams({
    include_public: 'true',
    limit: String(PAGE),
    page: String(page),
    ...SORTS[sort],
  })
  if (q) query.set('search', q)
  if (license) query.set('license', license)
  if (kind === 'datasets' && format) query.set('format', format)
  if (kind === 'models' && framework) {
    for (const one of REGISTRY_FRAMEWORKS[framework] ?? ['custom']) query.append('framework', one)
  }
  const response = await api.fetch(`/api/v1/org/${encodeURIComponent(owner)}/${kind}?${query}`, { signal })
  const answer = (await response.json()) as { total: number; has_next: boolean } & Record<Kind, Summary[]>
  return {
    items: answer[kind].map((item) => ({
      slug: item.name,
      name: item.pretty_name ?? item.name.split('/')[1]!,
      summary: item.summary,
      tags: item.tags,
      license: item.license,
      version: item.version,
      downloads: item.download_count,
      stars: null,
      isPrivate: !item.is_public,
      made: item.framework ?? item.format ?? null,
      task: item.task ?? null,
      price: null,
      rows: item.row_count ?? null,
      updatedAt: item.updated_at ?? item.created_at,
    })),
    next: answer.has_next ? String(page + 1) : null,
    total: answer.total,
  }
}

interface Summary {
  name: string
  pretty_name: string | null
  summary: string | null
  tags: string[]
  license: string | null
  version: string
  download_count: number
  is_public: boolean
  framework?: string
  format?: string | null
  task?: string | null
  row_count?: number | null
  created_at: string
  updated_at: string | null
}

/** What can be filtered by, of all that one may see. */
export const facetsQuery = (kind: Kind, owner: string) =>
  queryOptions({
    queryKey: ['facets', kind],
    queryFn: async () => {
      const response = await api.fetch(
        `/api/v1/org/${encodeURIComponent(owner)}/${kind}/facets?include_public=true`,
      )
      return (await response.json()) as {
        total: number
        licenses: string[]
        frameworks?: string[]
        formats?: string[]
      }
    },
    staleTime: 60_000,
  })
