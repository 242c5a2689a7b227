import { queryOptions } from '@tanstack/react-query'
import { ask, sessionFetch } from '../../app/api.ts'

export interface Partner {
  id: string
  address: string
  reached_at: string | null
  error: string | null
}

interface GridStatus {
  id: string
  role: string
  auth: string
  joined: Partner[]
  connected: Partner[]
  shares: number
  releases: number
}

export const statusQuery = queryOptions({
  queryKey: ['grid', 'status'],
  queryFn: () => ask<GridStatus>('/grid/status'),
  refetchInterval: 15_000,
})

interface Host {
  id: string
  models: string[]
}

/** What each partner of a network hosts, as it says now. */
export const hostsQuery = queryOptions({
  queryKey: ['grid', 'hosts'],
  queryFn: () => ask<Host[]>('/grid/hosts'),
  staleTime: 30_000,
})

export const tagsQuery = (isNetwork: boolean) =>
  queryOptions({
    queryKey: ['grid', 'tags', isNetwork],
    queryFn: () => ask<string[]>(isNetwork ? '/search-available-tags' : '/dataset-tags'),
    staleTime: 30_000,
  })

/** What this grid node hosts itself. */
export const hereQuery = queryOptions({
  queryKey: ['grid', 'here'],
  queryFn: async () => (await ask<{ models: HostedModel[] }>('/detailed_models_list')).models,
})

export interface HostedModel {
  id: string
  allow_download: boolean
  allow_remote_inference: boolean
  mpc: boolean
}

export interface SearchAnswer {
  /** Partners that have it, or, on a grid node that is no network, whether it has it itself. */
  found: [id: string, address: string][] | boolean
  unreachable: string[]
}

/** Asks for a model by its id, or for a dataset by words. */
export async function searchGrid(what: 'model' | 'dataset', text: string): Promise<SearchAnswer> {
  const isModel = what === 'model'
  const response = await sessionFetch(isModel ? '/search-model' : '/search', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(isModel ? { model_id: text } : { query: text.split(/\s+/) }),
  })
  const body = (await response.json()) as
    | [string, string][]
    | { content: boolean }
    | { error?: string; message?: string }
  if (!response.ok) {
    const { error, message } = body as { error?: string; message?: string }
    throw new Error(error ?? message ?? `the server answered ${response.status}`)
  }
  // `id; why, id; why`
  const unreachable = (response.headers.get('x-grid-unreachable') ?? '').split(',')
  return {
    found: Array.isArray(body) ? body : (body as { content: boolean }).content,
    unreachable: unreachable.map((one) => decodeURIComponent(one.split(';')[0]!.trim())).filter(Boolean),
  }
}
