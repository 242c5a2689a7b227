import type { getListing } from '../commerce/listings.ts'
import { showMoney } from '../commerce/price.ts'
import { facts } from './table.ts'

export type Listing = Awaited<ReturnType<typeof getListing>>

/** `49.00 usd`, `49.00 usd a month`, or what one unit costs. */
export function showPrice({
  model,
  currency,
  amount,
  interval,
  unit,
  unit_amount_decimal: each,
}: Listing['pricing']): string {
  if (model === 'usage') return `${Number(each) / 100} ${currency} for each ${unit}`
  if (amount === 0) return 'free'
  return showMoney({ currency, amount }) + (interval === null ? '' : ` a ${interval}`)
}

export function showListing(listing: Listing): string {
  return facts({
    id: listing.id,
    title: listing.title,
    asset: listing.asset.slug,
    price: showPrice(listing.pricing),
    licence: listing.license,
    seats: listing.seats,
    visibility: listing.visibility,
    'may see it': listing.allow_list,
    state: listing.state.replace('_', ' '),
    mode: listing.mode,
  })
}
