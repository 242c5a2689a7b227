import { answerOf } from '@nodeyard/sdk/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../app/api.ts'

export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: async () =>
    (await answerOf(api.marketplace.GET('/v1/keys', { params: { query: { limit: 100 } } }))).items,
})

export const endpointsQuery = (owner: string | undefined) =>
  queryOptions({
    queryKey: ['webhooks', 'of', owner],
    queryFn: async () => {
      const query = { limit: 100, ...(owner !== undefined && { owner }) }
      return (await answerOf(api.marketplace.GET('/v1/webhook_endpoints', { params: { query } }))).items
    },
  })

export const endpointQuery = (id: string) =>
  queryOptions({
    queryKey: ['webhooks', id],
    queryFn: () => answerOf(api.marketplace.GET('/v1/webhook_endpoints/{id}', { params: { path: { id } } })),
  })

export type DeliveryState = 'pending' | 'delivered' | 'failed'

async function listDeliveries(id: string, state: DeliveryState | '') {
  const params = { path: { id }, query: { limit: 50, ...(state !== '' && { state }) } }
  return (await answerOf(api.marketplace.GET('/v1/webhook_endpoints/{id}/events', { params }))).items
}

export type Delivery = Awaited<ReturnType<typeof listDeliveries>>[number]

export const deliveriesQuery = (id: string, state: DeliveryState | '') =>
  queryOptions({
    queryKey: ['webhooks', id, 'deliveries', state],
    queryFn: () => listDeliveries(id, state),
    // Soon where something is on its way, so that one sees it arrive.
    refetchInterval: ({ state: { data } }) =>
      data?.some(({ delivery }) => delivery.state === 'pending') ? 1000 : 5000,
  })

export const membersQuery = (slug: string) =>
  queryOptions({
    queryKey: ['orgs', slug, 'members'],
    queryFn: async () => {
      const params = { path: { slug }, query: { limit: 100 } }
      return (await answerOf(api.marketplace.GET('/v1/orgs/{slug}/members', { params }))).items
    },
  })

export const orgQuery = (slug: string) =>
  queryOptions({
    queryKey: ['orgs', slug],
    queryFn: () => answerOf(api.marketplace.GET('/v1/orgs/{slug}', { params: { path: { slug } } })),
  })

export const appsQuery = queryOptions({
  queryKey: ['oauth', 'apps'],
  queryFn: async () =>
    (await answerOf(api.marketplace.GET('/v1/oauth/apps', { params: { query: { limit: 100 } } }))).items,
})

export const allowedQuery = queryOptions({
  queryKey: ['oauth', 'authorizations'],
  queryFn: async () =>
    (await answerOf(api.marketplace.GET('/v1/oauth/authorizations', { params: { query: { limit: 100 } } })))
      .items,
})

export const hotkeysQuery = queryOptions({
  queryKey: ['hotkeys'],
  queryFn: async () =>
    (await answerOf(api.marketplace.GET('/v1/hotkeys', { params: { query: { limit: 100 } } }))).items,
})

export const limitsQuery = queryOptions({
  queryKey: ['limits'],
  queryFn: async () => {
    const { data, response } = await api.marketplace.GET('/v1/limits')
    const left = response.headers.get('x-ratelimit-remaining')
    return { ...data!, left: left === null ? null : Number(left) }
  },
  staleTime: 0,
})
