import type { Trx } from '../../../db/database.ts'
import { changeArtifact } from '../../artifacts/change-artifact.ts'
import { isPriced } from './pricing.ts'

/**
 * Writes on an artifact what its listings make of it: whether it must be bought, in which mode, and what it
 * costs at least. Comes after every change of a listing, in the same transaction.
 *
 * It is for sale in live mode where there is a priced listing of live mode that is published or suspended, else in
 * test mode.
 * The price shown is that of the cheapest public offer of that mode; a price by use counts as its price per
 * unit, rounded to whole minor units.
 */
export async function refreshPrice(trx: Trx, artifactId: string): Promise<void> {
  // Before looking: it keeps all others from changing the artifact or its listings.
  await changeArtifact(trx, artifactId)
  const listings = await trx
    .selectFrom('listing')
    .select(['mode', 'pricing_model', 'currency', 'amount', 'unit_amount_decimal', 'visibility'])
    .where('artifact_id', '=', artifactId)
    // What an administrator took down is not given away by that.
    .where('state', 'in', ['published', 'suspended'])
    .execute()
  const priced = listings.filter(({ amount, unit_amount_decimal: unitAmountDecimal }) =>
    isPriced({ amount, unitAmountDecimal }),
  )
  const paidMode = priced.some(({ mode }) => mode === 'live') ? 'live' : priced.length > 0 ? 'test' : null
  const [cheapest] = listings
    .filter(({ mode, visibility }) => visibility === 'public' && (paidMode === null || mode === paidMode))
    .map((listing) => ({
      ...listing,
      shown: listing.amount || Math.round(Number(listing.unit_amount_decimal ?? 0)),
    }))
    .sort((a, b) => rank(a.pricing_model) - rank(b.pricing_model) || a.shown - b.shown)
  await trx
    .updateTable('artifact')
    .set({
      is_paid: paidMode === null ? 0 : 1,
      paid_mode: paidMode,
      price_currency: cheapest?.currency ?? null,
      price_amount: cheapest?.shown ?? null,
      price_model: cheapest?.pricing_model ?? null,
    })
    .where('id', '=', artifactId)
    .execute()
}

/** What is paid once or by time says more of what a model costs than the price of one call. */
const rank = (model: string) => (model === 'usage' ? 1 : 0)
