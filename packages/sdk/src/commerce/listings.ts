import { answerOf, type Connection } from '../client.ts'
import type { operations } from '../generated/marketplace.gen.ts'
import { everyItem, pageQuery } from '../pages.ts'
import { toMinorUnits, toUnitAmount } from './price.ts'

type Body = operations['createListing']['requestBody']['content']['application/json']
type Change = operations['updateListing']['requestBody']['content']['application/json']
type Query = NonNullable<operations['listListings']['parameters']['query']>

/** What something costs, in whole units of its currency: `price_usd: 49` or `'49.00'`. */
export interface Pricing {
  model: 'one_time' | 'subscription' | 'usage'
  /** Of one purchase, or of one period. */
  price_usd?: number | string
  /** Of one unit of use; parts of a cent are fine. */
  per_unit_usd?: number | string
  currency?: Body['pricing']['currency']
  interval?: 'month' | 'year'
  trial_days?: number
  unit?: string
  included_units?: number
}

export type NewListing = Omit<Body, 'pricing'> & { pricing: Pricing }
export type ListingChange = Omit<Change, 'pricing'> & { pricing?: Pricing }
export type ListingFilters = Omit<Query, 'cursor' | 'limit'>

/**
 * Makes a listing for a model or dataset of yours, as a draft.
 *
 * @example
 * const { id } = await createListing(yard, {
 *   asset_id: 'acme/grasp-policy', title: 'Grasp policy', license: 'MIT',
 *   pricing: { model: 'one_time', price_usd: 49 },
 * })
 * await publishListing(yard, id)
 */
export function createListing(server: Connection, { pricing, ...listing }: NewListing) {
  const body = { ...listing, pricing: toPricing(pricing) }
  return answerOf(server.marketplace.POST('/v1/listings', { body }))
}

/** Changes a listing. A new price is for new purchases. */
export function updateListing(server: Connection, id: string, { pricing, ...change }: ListingChange) {
  const body = { ...change, ...(pricing === undefined ? {} : { pricing: toPricing(pricing) }) }
  return answerOf(server.marketplace.PATCH('/v1/listings/{id}', { params: { path: { id } }, body }))
}

export function getListing(server: Connection, id: string) {
  return answerOf(server.marketplace.GET('/v1/listings/{id}', { params: { path: { id } } }))
}

/** What is offered, the newest first; of an owner of yours, every state. */
export function listListings(server: Connection, filters: ListingFilters = {}) {
  return everyItem((cursor) =>
    answerOf(
      server.marketplace.GET('/v1/listings', { params: { query: { ...filters, ...pageQuery(cursor) } } }),
    ),
  )
}

/** Offers it. Terms of your own are reviewed first: its state is then `in_review`. */
export function publishListing(server: Connection, id: string) {
  return answerOf(server.marketplace.POST('/v1/listings/{id}/publish', { params: { path: { id } } }))
}

/** Takes it down; what was bought stays bought. */
export function unpublishListing(server: Connection, id: string) {
  return answerOf(server.marketplace.POST('/v1/listings/{id}/unpublish', { params: { path: { id } } }))
}

/** Puts it away for good. */
export function archiveListing(server: Connection, id: string) {
  return answerOf(server.marketplace.POST('/v1/listings/{id}/archive', { params: { path: { id } } }))
}

function toPricing({
  price_usd: price,
  per_unit_usd: perUnit,
  currency = 'usd',
  ...rest
}: Pricing): Body['pricing'] {
  return {
    ...rest,
    currency,
    ...(price === undefined ? {} : { amount: toMinorUnits(price) }),
    ...(perUnit === undefined ? {} : { unit_amount_decimal: toUnitAmount(perUnit) }),
  }
}
