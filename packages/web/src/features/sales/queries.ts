import { answerOf } from '@nodeyard/sdk/client'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, ask } from '../../app/api.ts'

const { GET } = api.marketplace

const ofOwner = (owner: string | undefined) => (owner === undefined ? {} : { owner })

const readListing = (id: string) => answerOf(GET('/v1/listings/{id}', { params: { path: { id } } }))

export type Listing = Awaited<ReturnType<typeof readListing>>

export const listingQuery = (id: string) =>
  queryOptions({ queryKey: ['listings', id], queryFn: () => readListing(id) })

const readQuote = (id: string, owner: string | undefined) =>
  answerOf(GET('/v1/listings/{id}/quote', { params: { path: { id }, query: ofOwner(owner) } }))

export type Quote = Awaited<ReturnType<typeof readQuote>>

/** What buying it would cost now: whoever has had the trial pays from the first day. */
export const quoteQuery = (id: string, owner: string | undefined) =>
  queryOptions({ queryKey: ['listings', id, 'quote', owner], queryFn: () => readQuote(id, owner) })

/** The listings of an account, whatever their state. */
export const listingsQuery = (owner: string) =>
  queryOptions({
    queryKey: ['listings', 'of', owner],
    queryFn: async () => {
      const params = { query: { owner, limit: 100 } }
      return (await answerOf(GET('/v1/listings', { params }))).items
    },
  })

export type Role = 'buyer' | 'seller'

const listPurchases = (query: object) => answerOf(GET('/v1/purchases', { params: { query } }))

export type Purchase = Awaited<ReturnType<typeof listPurchases>>['items'][number]

export const purchasesQuery = (role: Role, owner: string | undefined, status: string) =>
  infiniteQueryOptions({
    queryKey: ['purchases', role, owner, status],
    queryFn: ({ pageParam }) =>
      listPurchases({
        role,
        limit: 30,
        ...ofOwner(owner),
        ...(status !== '' && { status }),
        ...(pageParam !== '' && { cursor: pageParam }),
      }),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor: next }) => next,
  })

/** What one has bought of a listing, the newest first. */
export const boughtQuery = (listingId: string, owner: string | undefined) =>
  queryOptions({
    queryKey: ['purchases', 'of', listingId, owner],
    queryFn: async () =>
      (await listPurchases({ role: 'buyer', listing_id: listingId, limit: 10, ...ofOwner(owner) })).items,
  })

export const purchaseQuery = (id: string) =>
  queryOptions({
    queryKey: ['purchases', id],
    queryFn: () => answerOf(GET('/v1/purchases/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data?.status === 'processing' ? 1000 : false),
  })

export const methodsQuery = (owner: string | undefined) =>
  queryOptions({
    queryKey: ['payment methods', owner],
    queryFn: async () => {
      const params = { query: { limit: 50, ...ofOwner(owner) } }
      return (await answerOf(GET('/v1/payment_methods', { params }))).items
    },
  })

export const grantQuery = (id: string) =>
  queryOptions({
    queryKey: ['grants', id],
    queryFn: () => answerOf(GET('/v1/grants/{id}', { params: { path: { id } } })),
  })

export const disputesQuery = (owner: string | undefined) =>
  queryOptions({
    queryKey: ['disputes', owner],
    queryFn: async () => {
      const params = { query: { limit: 50, ...ofOwner(owner) } }
      return (await answerOf(GET('/v1/disputes', { params }))).items
    },
  })

export const balanceQuery = (owner: string | undefined) =>
  queryOptions({
    queryKey: ['balance', owner],
    queryFn: () => answerOf(GET('/v1/balance', { params: { query: ofOwner(owner) } })),
  })

const listTransactions = (query: object) => answerOf(GET('/v1/balance/transactions', { params: { query } }))

export type Transaction = Awaited<ReturnType<typeof listTransactions>>['items'][number]

export const transactionsQuery = (owner: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['balance', owner, 'transactions'],
    queryFn: ({ pageParam }) =>
      listTransactions({ limit: 50, ...ofOwner(owner), ...(pageParam !== '' && { cursor: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor: next }) => next,
  })

export const payoutsQuery = (owner: string | undefined) =>
  queryOptions({
    queryKey: ['payouts', owner],
    queryFn: async () => {
      const params = { query: { limit: 100, ...ofOwner(owner) } }
      return (await answerOf(GET('/v1/payouts', { params }))).items
    },
  })

export const destinationQuery = (owner: string | undefined) =>
  queryOptions({
    queryKey: ['payouts', owner, 'destination'],
    queryFn: async () =>
      (await answerOf(GET('/v1/payout_destination', { params: { query: ofOwner(owner) } }))).destination,
  })

export const subscriptionsQuery = (role: Role, owner: string | undefined) =>
  queryOptions({
    queryKey: ['subscriptions', role, owner],
    queryFn: async () => {
      const params = { query: { role, limit: 100, ...ofOwner(owner) } }
      return (await answerOf(GET('/v1/subscriptions', { params }))).items
    },
  })

const listInvoices = (query: object) => answerOf(GET('/v1/invoices', { params: { query } }))

export type Invoice = Awaited<ReturnType<typeof listInvoices>>['items'][number]

export const invoicesQuery = (role: Role, owner: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['invoices', role, owner],
    queryFn: ({ pageParam }) =>
      listInvoices({ role, limit: 30, ...ofOwner(owner), ...(pageParam !== '' && { cursor: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor: next }) => next,
  })

export const invoiceQuery = (id: string) =>
  queryOptions({
    queryKey: ['invoices', id],
    queryFn: () => answerOf(GET('/v1/invoices/{id}', { params: { path: { id } } })),
  })

export const clocksQuery = queryOptions({
  queryKey: ['clocks'],
  queryFn: async () => (await answerOf(GET('/v1/test_clocks'))).items,
})

export interface HappenedEvent {
  id: string
  type: string
  created_at: string
  data: { object: unknown }
}

/** What happened to an account, the newest first. */
export const eventsQuery = (owner: string | undefined) =>
  queryOptions({
    queryKey: ['events', owner],
    queryFn: async () => {
      // It answers a stream as well, so the typed client cannot know.
      const query = new URLSearchParams({ limit: '100', ...ofOwner(owner) })
      return (await ask<{ items: HappenedEvent[] }>(`/v1/events?${query}`)).items
    },
  })

export const licensesQuery = queryOptions({
  queryKey: ['licenses'],
  queryFn: async () => (await answerOf(GET('/v1/licenses'))).items,
  staleTime: Number.POSITIVE_INFINITY,
})

export interface Asset {
  kind: 'model' | 'dataset'
  slug: string
}

/** What an account has that could be sold. */
export const assetsQuery = (org: string) =>
  queryOptions({
    queryKey: ['assets of', org],
    async queryFn(): Promise<Asset[]> {
      const params = { path: { org }, query: { limit: 200 } }
      const [models, datasets] = await Promise.all([
        answerOf(api.registry.GET('/api/v1/org/{org}/models', { params })),
        answerOf(api.registry.GET('/api/v1/org/{org}/datasets', { params })),
      ])
      const slugOf = (name: string) => (name.includes('/') ? name : `${org}/${name}`)
      return [
        ...models.models.map(({ name }) => ({ kind: 'model' as const, slug: slugOf(name) })),
        ...datasets.datasets.map(({ name }) => ({ kind: 'dataset' as const, slug: slugOf(name) })),
      ]
    },
  })
