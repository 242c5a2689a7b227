import type { Trx } from '../../../db/database.ts'
import { type Insert, insertOf } from '../../../db/template.ts'
import { Fault } from '../../../fault.ts'
import { newId } from '../../../ids.ts'
import { recordEventWith } from '../../events/record-event.ts'
import { balanceOf, CLEARING, FEES, holdBalance, movementsOf, sumOf } from '../ledger.ts'
import { addPeriods, DAY_MS } from '../periods.ts'
import { beginSubscription } from '../subscriptions/begin-subscription.ts'
import { type PurchaseRow, toFact } from './purchase.ts'

/** How long a seller's share is held back: until then it is pending. */
export const HOLD_MS = 7 * DAY_MS

/** How long after a period's end its grant goes on, so that paying a little late locks nobody out. */
export const GRACE_MS = DAY_MS

/** What was agreed on with the purchase that begins it all. */
export interface Terms {
  license: string
  seats: number | null
  period: 'month' | 'year' | null
  trialDays: number
  unitAmountDecimal: string | null
  unit: string | null
  includedUnits: number
  /** Of a subscription: what a period costs, while the purchase itself may be a trial's nothing. */
  periodAmount: number
  /** Whose test clock it lives by. */
  clockOwner: string | null
}

/**
 * Takes the money of a purchase from the buyer's balance, under its lock.
 *
 * @throws Fault `insufficient_balance`
 */
export async function requireBalance(
  trx: Trx,
  {
    account_id: ownerId,
    mode,
    currency,
    amount,
  }: Pick<PurchaseRow, 'account_id' | 'mode' | 'currency' | 'amount'>,
  now: number,
): Promise<void> {
  const key = { ownerId, mode, currency }
  await holdBalance(trx, key)
  const available = await sumOf(trx, key, 'balance', now)
  if (available >= amount) return
  throw new Fault(
    'insufficient_balance',
    `the balance has ${available} of ${amount} ${currency} minor units available`,
    {
      field: 'payment_method',
    },
  )
}

/** The ledger's side of a payment that came in: the fee and the seller's share. */
export function moneyOf(purchase: PurchaseRow, now: number): Insert {
  const from = purchase.provider === 'balance' ? balanceOf(purchase.account_id) : CLEARING
  return movementsOf(
    {
      sourceId: purchase.id,
      kind: 'charge',
      mode: purchase.mode,
      currency: purchase.currency,
      purchaseId: purchase.id,
      availableAt: purchase.available_at ?? now,
      now,
    },
    [
      { from, to: balanceOf(purchase.seller_id), amount: purchase.payout },
      { from, to: FEES, amount: purchase.fee },
    ],
  )
}

/**
 * Everything that follows from a purchase that is paid: money, grant, subscription and event, in the
 * transaction that says it is paid.
 *
 * @param before what is written down together with it: a purchase that is paid as it is made
 */
export async function settlePurchase(
  trx: Trx,
  purchase: PurchaseRow,
  terms: Terms,
  { now, sellerNow }: { now: number; sellerNow: number },
  before: readonly Insert[] = [],
): Promise<void> {
  const until = terms.period === null ? null : trialOrPeriodEnd(terms, now)
  const grant = insertOf('artifact_grant', [
    {
      id: purchase.grant_id!,
      account_id: purchase.account_id,
      artifact_id: purchase.artifact_id,
      created_at: now,
      // What lives by a test clock ends when that clock says so, whatever the time is.
      expires_at: until === null || terms.clockOwner !== null ? null : until + GRACE_MS,
      revoked_at: null,
      mode: purchase.mode,
      seller_id: purchase.seller_id,
      listing_id: purchase.listing_id,
      purchase_id: purchase.id,
      license: terms.license,
      seats: terms.seats,
    },
  ])
  await recordEventWith(trx, [...before, moneyOf(purchase, now), grant], {
    ownerId: purchase.seller_id,
    mode: purchase.mode,
    type: 'listing.purchased',
    data: toFact(purchase),
    now: sellerNow,
  })
  if (terms.period !== null) await beginSubscription(trx, purchase, terms, { now, periodEnd: until! })
}

export const trialOrPeriodEnd = (
  { period, trialDays }: Pick<Terms, 'period' | 'trialDays'>,
  now: number,
): number => (trialDays > 0 ? now + trialDays * DAY_MS : addPeriods(now, 1, period!))

export const newGrantId = () => newId('grt')
