import type { Trx } from '../../../db/database.ts'
import type { PurchaseRow } from '../purchases/purchase.ts'
import type { Terms } from '../purchases/settle-purchase.ts'

/** The subscription that a purchase begins, at the terms of that purchase for as long as it goes on. */
export async function beginSubscription(
  trx: Trx,
  purchase: PurchaseRow,
  terms: Terms,
  { now, periodEnd }: { now: number; periodEnd: number },
): Promise<void> {
  const isTrial = terms.trialDays > 0
  await trx
    .insertInto('subscription')
    .values({
      id: purchase.subscription_id!,
      mode: purchase.mode,
      account_id: purchase.account_id,
      seller_id: purchase.seller_id,
      listing_id: purchase.listing_id,
      artifact_id: purchase.artifact_id,
      purchase_id: purchase.id,
      grant_id: purchase.grant_id!,
      pricing_model: purchase.pricing_model === 'usage' ? 'usage' : 'subscription',
      currency: purchase.currency,
      amount: terms.periodAmount,
      unit_amount_decimal: terms.unitAmountDecimal,
      unit: terms.unit,
      included_units: terms.includedUnits,
      period: terms.period!,
      payment_method: purchase.payment_method ?? 'none',
      status: isTrial ? 'trialing' : 'active',
      // Paid periods are counted from the end of the trial.
      anchor_at: isTrial ? periodEnd : now,
      periods: isTrial ? 0 : 1,
      period_start: now,
      period_end: periodEnd,
      trial_end: isTrial ? periodEnd : null,
      canceled_at: null,
      clock_owner: terms.clockOwner,
      due_at: periodEnd,
      created_at: now,
      updated_at: now,
    })
    .execute()
}
