import { answerOf } from '@nodeyard/sdk/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../app/api.ts'

export type Plural = 'models' | 'datasets'

export const assetQuery = (slug: string) =>
  queryOptions({
    queryKey: ['model', slug],
    queryFn: () => answerOf(api.marketplace.GET('/v1/models/{id}', { params: { path: { id: slug } } })),
  })

export const revisionsQuery = (kind: Plural, slug: string) =>
  queryOptions({
    queryKey: [kind, slug, 'revisions'],
    queryFn: async () => {
      const params = { path: { id: slug }, query: { limit: 100 } }
      const page =
        kind === 'models'
          ? await answerOf(api.marketplace.GET('/v1/models/{id}/revisions', { params }))
          : await answerOf(api.marketplace.GET('/v1/datasets/{id}/revisions', { params }))
      return page.items
    },
  })

export const revisionQuery = (kind: Plural, slug: string, revision: string) =>
  queryOptions({
    queryKey: [kind, slug, 'revision', revision],
    queryFn: () => {
      const params = { path: { id: slug, revision } }
      return kind === 'models'
        ? answerOf(api.marketplace.GET('/v1/models/{id}/revisions/{revision}', { params }))
        : answerOf(api.marketplace.GET('/v1/datasets/{id}/revisions/{revision}', { params }))
    },
  })

export const contentsQuery = (kind: Plural, slug: string, revision: string) =>
  queryOptions({
    queryKey: [kind, slug, 'contents', revision],
    queryFn: () => {
      const params = { path: { id: slug, revision }, query: { limit: 1000 } }
      return kind === 'models'
        ? answerOf(api.marketplace.GET('/v1/models/{id}/revisions/{revision}/contents', { params }))
        : answerOf(api.marketplace.GET('/v1/datasets/{id}/revisions/{revision}/contents', { params }))
    },
  })

export const diffQuery = (kind: Plural, slug: string, from: string, to: string) =>
  queryOptions({
    queryKey: [kind, slug, 'diff', from, to],
    queryFn: () => {
      const params = { path: { id: slug, revision: `${from}..${to}` } }
      return kind === 'models'
        ? answerOf(api.marketplace.GET('/v1/models/{id}/revisions/{revision}/diff', { params }))
        : answerOf(api.marketplace.GET('/v1/datasets/{id}/revisions/{revision}/diff', { params }))
    },
    staleTime: Number.POSITIVE_INFINITY,
  })

export const lineageQuery = (slug: string) =>
  queryOptions({
    queryKey: ['models', slug, 'lineage'],
    queryFn: () =>
      answerOf(api.marketplace.GET('/v1/models/{id}/lineage', { params: { path: { id: slug } } })),
  })

export const deploymentsQuery = (slug: string) =>
  queryOptions({
    queryKey: ['deployments', 'of', slug],
    queryFn: async () => {
      const query = { model: slug, limit: 20 }
      return (await answerOf(api.marketplace.GET('/v1/deployments', { params: { query } }))).items
    },
    refetchInterval: ({ state }) =>
      state.data?.some(({ status }) => status === 'queued' || status === 'building' || status === 'starting')
        ? 1000
        : false,
  })

export type Revision = Awaited<ReturnType<NonNullable<ReturnType<typeof revisionsQuery>['queryFn']>>>[number]
export type Contents = Awaited<ReturnType<NonNullable<ReturnType<typeof contentsQuery>['queryFn']>>>
export type Lineage = Awaited<ReturnType<NonNullable<ReturnType<typeof lineageQuery>['queryFn']>>>
