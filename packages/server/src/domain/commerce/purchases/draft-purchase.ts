import { newId } from '../../../ids.ts'
import type { Caller } from '../../accounts/caller.ts'
import type { Commerce } from '../commerce.ts'
import { timeBetween } from '../commerce-time.ts'
import { splitFee } from '../money.ts'
import { refuseField } from '../refuse-field.ts'
import type { Offer } from './offer.ts'
import type { PurchaseRow } from './purchase.ts'
import { HOLD_MS, newGrantId, type Terms } from './settle-purchase.ts'

/** A purchase as it is to be written down, and what its terms were made from. */
export type Draft = ReturnType<typeof draftPurchase>

/** The purchase of an offer, not paid yet. Without a payment method only of what never costs anything. */
export function draftPurchase(
  commerce: Commerce,
  caller: Caller,
  accountId: string,
  offer: Offer,
  paymentMethod: string | undefined,
) {
  const time =
    caller.mode === 'live'
      ? timeBetween({ id: accountId, frozen: null }, { id: offer.owner_id, frozen: null })
      : timeBetween(
          { id: accountId, frozen: offer.buyer_frozen },
          { id: offer.owner_id, frozen: offer.seller_frozen },
        )
  const isRepeated = offer.pricing_model !== 'one_time'
  const costs = offer.amount > 0 || offer.pricing_model === 'usage'
  if (costs && paymentMethod === undefined) throw refuseField('payment_method', 'is missing')
  const termsRead: Terms = {
    license: offer.license,
    seats: offer.seats,
    period: offer.period,
    trialDays: 0,
    unitAmountDecimal: offer.unit_amount_decimal,
    unit: offer.unit,
    includedUnits: offer.included_units,
    periodAmount: offer.amount,
    clockOwner: time.clockOwner,
  }
  const method = costs ? paymentMethod! : null
  const row: PurchaseRow = {
    id: newId('pur'),
    kind: 'initial',
    mode: caller.mode,
    account_id: accountId,
    made_by: caller.account.id,
    seller_id: offer.owner_id,
    listing_id: offer.id,
    artifact_id: offer.artifact_id,
    pricing_model: offer.pricing_model,
    currency: offer.currency,
    amount: offer.amount,
    ...splitFee(offer.amount, commerce.feeBasisPoints),
    refunded: 0,
    refunded_fee: 0,
    refund_pending: 0,
    status: 'processing',
    payment_method: method,
    // What costs nothing now takes nobody's money.
    provider:
      offer.amount === 0 || method === null
        ? 'none'
        : method === 'balance'
          ? 'balance'
          : commerce.provider(caller.mode).name,
    provider_ref: null,
    provider_try: 1,
    terms: JSON.stringify(termsRead),
    next_action: null,
    failure_code: null,
    failure_message: null,
    idempotency_key: null,
    fingerprint: null,
    grant_id: newGrantId(),
    subscription_id: isRepeated ? newId('sub') : null,
    invoice_id: null,
    available_at: time.sellerNow + HOLD_MS,
    created_at: time.now,
    settled_at: null,
    checked_at: Date.now(),
  }
  return { ...row, time, termsRead }
}

/** The same purchase with a trial before the first payment. */
export function withTrial(draft: Draft, trialDays: number): Draft {
  const termsRead = { ...draft.termsRead, trialDays }
  return {
    ...draft,
    amount: 0,
    fee: 0,
    payout: 0,
    provider: 'none',
    terms: JSON.stringify(termsRead),
    termsRead,
  }
}
