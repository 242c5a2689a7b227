import { ApiError, answerOf } from '@nodeyard/sdk/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../app/api.ts'
import type { Kind } from './guess.ts'

export const plural = (kind: Kind) => (kind === 'model' ? ('models' as const) : ('datasets' as const))

/** What has this name already, if anything. */
export async function findAsset(kind: Kind, id: string) {
  try {
    const params = { path: { id } }
    return kind === 'model'
      ? await answerOf(api.marketplace.GET('/v1/models/{id}', { params }))
      : await answerOf(api.marketplace.GET('/v1/datasets/{id}', { params }))
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null
    throw error
  }
}

export const existingQuery = (kind: Kind, id: string) =>
  queryOptions({
    queryKey: ['upload', 'existing', kind, id],
    queryFn: () => findAsset(kind, id),
    staleTime: 0,
  })

export const licencesQuery = queryOptions({
  queryKey: ['licences'],
  queryFn: async () => (await answerOf(api.marketplace.GET('/v1/licenses'))).items,
  staleTime: Number.POSITIVE_INFINITY,
})

/** Oneself, and the organisations one belongs to. */
export const ownersQuery = (me: string) =>
  queryOptions({
    queryKey: ['upload', 'owners', me],
    queryFn: async () => {
      const { items } = await answerOf(api.marketplace.GET('/v1/orgs', { params: { query: { limit: 100 } } }))
      return [me, ...items.map(({ slug }) => slug)]
    },
  })
