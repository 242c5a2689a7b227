import { answerOf, type Connection } from '../client.ts'
import type { operations } from '../generated/marketplace.gen.ts'
import { everyItem, pageQuery } from '../pages.ts'

type Subscriptions = NonNullable<operations['listSubscriptions']['parameters']['query']>
type Invoices = NonNullable<operations['listInvoices']['parameters']['query']>
export type SubscriptionChange =
  operations['updateSubscription']['requestBody']['content']['application/json']

/** Your subscriptions, or with `role: 'seller'` those to what you sell, the newest first. */
export function listSubscriptions(server: Connection, filters: Omit<Subscriptions, 'cursor' | 'limit'> = {}) {
  return everyItem((cursor) =>
    answerOf(
      server.marketplace.GET('/v1/subscriptions', {
        params: { query: { ...filters, ...pageQuery(cursor) } },
      }),
    ),
  )
}

export function getSubscription(server: Connection, id: string) {
  return answerOf(server.marketplace.GET('/v1/subscriptions/{id}', { params: { path: { id } } }))
}

/** Changes what it is paid with, or whether it ends with its period. */
export function updateSubscription(server: Connection, id: string, body: SubscriptionChange) {
  return answerOf(server.marketplace.PATCH('/v1/subscriptions/{id}', { params: { path: { id } }, body }))
}

/** Ends it with the period that is paid, or now. */
export function cancelSubscription(server: Connection, id: string, { now = false } = {}) {
  const body = { at_period_end: !now }
  return answerOf(
    server.marketplace.POST('/v1/subscriptions/{id}/cancel', { params: { path: { id } }, body }),
  )
}

/** As a seller: what a subscriber has used behind a gateway of your own. */
export function reportUsage(server: Connection, usage: { subscription_id: string; quantity: number }) {
  return answerOf(server.marketplace.POST('/v1/usage_records', { body: usage }))
}

/** Invoices you got, or with `role: 'seller'` for what you sell, the newest first. */
export function listInvoices(server: Connection, filters: Omit<Invoices, 'cursor' | 'limit'> = {}) {
  return everyItem((cursor) =>
    answerOf(
      server.marketplace.GET('/v1/invoices', { params: { query: { ...filters, ...pageQuery(cursor) } } }),
    ),
  )
}
