import { answerOf, type Marketplace } from '@nodeyard/sdk/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../app/api.ts'

export type Deployment = Marketplace['schemas']['Deployment']

const PASSING = new Set(['queued', 'building', 'starting', 'updating'])

/** Milliseconds until a state is looked at again: soon while it is about to change. */
const again = (deployments: readonly Deployment[]) =>
  deployments.some(({ status }) => PASSING.has(status)) ? 1000 : 10_000

export const listQuery = queryOptions({
  queryKey: ['deployments', 'all'],
  queryFn: async () =>
    (await answerOf(api.marketplace.GET('/v1/deployments', { params: { query: { limit: 100 } } }))).items,
  refetchInterval: ({ state }) => again(state.data ?? []),
})

export const deploymentQuery = (id: string) =>
  queryOptions({
    queryKey: ['deployments', id],
    queryFn: () => answerOf(api.marketplace.GET('/v1/deployments/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => again(state.data ? [state.data] : []),
  })

export const metricsQuery = (id: string, window: string) =>
  queryOptions({
    queryKey: ['deployments', id, 'metrics', window],
    queryFn: () =>
      answerOf(
        api.marketplace.GET('/v1/deployments/{id}/metrics', { params: { path: { id }, query: { window } } }),
      ),
    refetchInterval: 5000,
    placeholderData: (before) => before,
  })

export const versionsQuery = (model: string) =>
  queryOptions({
    queryKey: ['models', model, 'revisions'],
    queryFn: async () => {
      const params = { path: { id: model }, query: { limit: 100 } }
      return (await answerOf(api.marketplace.GET('/v1/models/{id}/revisions', { params }))).items
    },
  })
