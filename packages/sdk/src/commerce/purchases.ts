import { answerOf, type Connection } from '../client.ts'
import type { operations } from '../generated/marketplace.gen.ts'
import { everyItem, pageQuery } from '../pages.ts'

export type NewPurchase = operations['createPurchase']['requestBody']['content']['application/json']
export type NewRefund = operations['createRefund']['requestBody']['content']['application/json']
type Purchases = NonNullable<operations['listPurchases']['parameters']['query']>
type Refunds = NonNullable<operations['listRefunds']['parameters']['query']>

/**
 * Buys what a listing offers, once, however often the request has to be sent. Unless its status is
 * `succeeded`, it is not paid yet.
 *
 * @throws ApiError `payment_failed`, `insufficient_balance`
 * @example
 * const { license_grant_id } = await buy(yard, { listing_id, payment_method: 'pm_card_visa' })
 */
export function buy(server: Connection, purchase: NewPurchase) {
  return answerOf(server.marketplace.POST('/v1/purchases', { body: purchase }))
}

/** What buying a listing would cost now, for you or an organisation of yours: a trial is had once. */
export function quotePurchase(server: Connection, listing: string, { owner }: { owner?: string } = {}) {
  const params = { path: { id: listing }, query: owner === undefined ? {} : { owner } }
  return answerOf(server.marketplace.GET('/v1/listings/{id}/quote', { params }))
}

/** Goes on with a purchase after its `next_action`. */
export function confirmPurchase(server: Connection, id: string) {
  return answerOf(server.marketplace.POST('/v1/purchases/{id}/confirm', { params: { path: { id } } }))
}

export function getPurchase(server: Connection, id: string) {
  return answerOf(server.marketplace.GET('/v1/purchases/{id}', { params: { path: { id } } }))
}

/** What you bought, or with `role: 'seller'` what was bought from you, the newest first. */
export function listPurchases(server: Connection, filters: Omit<Purchases, 'cursor' | 'limit'> = {}) {
  return everyItem((cursor) =>
    answerOf(
      server.marketplace.GET('/v1/purchases', { params: { query: { ...filters, ...pageQuery(cursor) } } }),
    ),
  )
}

/** Gives money back: all that is left of a purchase, or an amount of minor units. */
export function refund(server: Connection, body: NewRefund) {
  return answerOf(server.marketplace.POST('/v1/refunds', { body }))
}

/** Refunds of what you bought or sold, the newest first. */
export function listRefunds(server: Connection, filters: Omit<Refunds, 'cursor' | 'limit'> = {}) {
  return everyItem((cursor) =>
    answerOf(
      server.marketplace.GET('/v1/refunds', { params: { query: { ...filters, ...pageQuery(cursor) } } }),
    ),
  )
}
