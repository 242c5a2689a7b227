import type { Trx } from '../../../db/database.ts'
import { newId } from '../../../ids.ts'
import type { Commerce } from '../commerce.ts'
import { commerceTime } from '../commerce-time.ts'
import { holdBalance, sumOf } from '../ledger.ts'
import { priceOfUnits, splitFee } from '../money.ts'
import { findPayer } from '../payment-methods.ts'
import { addPeriods } from '../periods.ts'
import type { ChargeResult } from '../providers/provider.ts'
import { chargeOf, chargePurchase, resultColumns } from '../purchases/charge-purchase.ts'
import type { PurchaseRow } from '../purchases/purchase.ts'
import { HOLD_MS } from '../purchases/settle-purchase.ts'
import { endSubscription, type Subscription } from './end-subscription.ts'
import { failInvoice, settleInvoice } from './settle-invoice.ts'

/** How long a payment that is under way keeps a subscription from being looked at again. */
const PATIENCE_MS = 3600_000

/**
 * Does what is due of a subscription: bills a period that has ended, renews, tries a payment again, or ends
 * it. Safe to repeat and to do on several servers: a period has one invoice, and an invoice one purchase.
 *
 * @param now in the subscription's own time
 */
export async function runSubscription(commerce: Commerce, id: string, now: number): Promise<void> {
  const unfinished = await commerce.database.write(async (trx) => {
    const subscription = await hold(trx, id, now)
    if (!subscription) return undefined
    if (subscription.status === 'past_due') return tryAgain(commerce, trx, subscription, now)
    if (await isBeingPaid(trx, subscription, now)) return undefined
    if (subscription.pricing_model === 'usage') return billUsage(commerce, trx, subscription, now)
    if (subscription.cancels_at_end === 1) {
      await endSubscription(trx, id, now, 'canceled')
      return undefined
    }
    return bill(commerce, trx, subscription, now, {
      kind: 'renewal',
      number: subscription.periods + 1,
      amount: subscription.amount,
      lines: [{ description: `1 ${subscription.period}`, quantity: 1, amount: subscription.amount }],
      periodStart: subscription.period_end,
      periodEnd: addPeriods(subscription.anchor_at, subscription.periods + 1, subscription.period),
    })
  })
  if (unfinished) await chargePurchase(commerce, unfinished)
}

/**
 * Whether the last bill is still with its provider, which may take its time: no other is made before it is
 * decided, and it is looked at again later.
 */
async function isBeingPaid(trx: Trx, { id }: Subscription, now: number): Promise<boolean> {
  const open = await trx
    .selectFrom('invoice')
    .select('id')
    .where('subscription_id', '=', id)
    .where('status', '=', 'open')
    .limit(1)
    .executeTakeFirst()
  if (!open) return false
  await trx
    .updateTable('subscription')
    .set({ due_at: now + PATIENCE_MS })
    .where('id', '=', id)
    .execute()
  return true
}

/** Takes a subscription that is due, so that no other server does the same. */
async function hold(trx: Trx, id: string, now: number): Promise<Subscription | undefined> {
  return trx
    .updateTable('subscription')
    .set((row) => ({ change: row('change', '+', 1) }))
    .where('id', '=', id)
    .where('due_at', '<=', now)
    .where('status', '!=', 'canceled')
    .returningAll()
    .executeTakeFirst()
}

interface Bill {
  kind: 'renewal' | 'usage'
  number: number
  amount: number
  lines: object[]
  periodStart: number
  periodEnd: number
}

/** Sums up what was used in the period that has ended, and begins the next one, paid or not. */
async function billUsage(commerce: Commerce, trx: Trx, subscription: Subscription, now: number) {
  const {
    id,
    period_start: periodStart,
    period_end: periodEnd,
    unit_amount_decimal: unitAmount,
  } = subscription
  const invoiceId = newId('in')
  const used = await trx
    .updateTable('usage_record')
    .set({ invoice_id: invoiceId })
    .where('subscription_id', '=', id)
    .where('invoice_id', 'is', null)
    .where('used_at', '<', periodEnd)
    .returning('quantity')
    .execute()
  const quantity = used.reduce((sum, record) => sum + record.quantity, 0)
  const billed = Math.max(0, quantity - subscription.included_units)
  const amount = priceOfUnits(billed, unitAmount ?? '0')
  const isLast = subscription.cancels_at_end === 1
  const periods = subscription.trial_end === periodEnd ? 1 : subscription.periods + 1
  const nextEnd = addPeriods(subscription.anchor_at, periods, subscription.period)
  await trx
    .updateTable('subscription')
    .set({
      status: 'active',
      periods,
      period_start: periodEnd,
      period_end: nextEnd,
      due_at: nextEnd,
      updated_at: now,
    })
    .where('id', '=', id)
    .execute()
  const next = { ...subscription, periods, period_start: periodEnd, period_end: nextEnd }
  const unfinished = await bill(
    commerce,
    trx,
    next,
    now,
    {
      kind: 'usage',
      // A trial comes before the first period.
      number: subscription.periods,
      amount,
      lines: [
        {
          description: subscription.unit ?? 'unit',
          quantity,
          included: subscription.included_units,
          billed,
          unit_amount_decimal: unitAmount,
          amount,
        },
      ],
      periodStart,
      periodEnd,
    },
    invoiceId,
  )
  if (isLast) await endSubscription(trx, id, now, 'canceled')
  return unfinished
}

/** Makes the invoice and its purchase, and pays it where nobody outside has to be asked. */
async function bill(
  commerce: Commerce,
  trx: Trx,
  subscription: Subscription,
  now: number,
  bill: Bill,
  invoiceId = newId('in'),
): Promise<PurchaseRow | undefined> {
  const purchase = await toPurchase(commerce, trx, subscription, now, bill, invoiceId)
  await trx
    .insertInto('invoice')
    .values({
      id: invoiceId,
      subscription_id: subscription.id,
      mode: subscription.mode,
      account_id: subscription.account_id,
      seller_id: subscription.seller_id,
      kind: bill.kind,
      number: bill.number,
      currency: subscription.currency,
      amount: bill.amount,
      lines: JSON.stringify(bill.lines),
      status: 'open',
      purchase_id: purchase.id,
      period_start: bill.periodStart,
      period_end: bill.periodEnd,
      created_at: now,
      paid_at: null,
    })
    .execute()
  await trx.insertInto('purchase').values(purchase).execute()
  return pay(commerce, trx, purchase, now)
}

/** @returns the purchase when its provider has to be asked, outside of the transaction */
async function pay(
  commerce: Commerce,
  trx: Trx,
  purchase: PurchaseRow,
  now: number,
): Promise<PurchaseRow | undefined> {
  const result = await chargeHere(commerce, trx, purchase)
  if (!result) {
    await trx
      .updateTable('subscription')
      .set({ due_at: now + PATIENCE_MS })
      .where('id', '=', purchase.subscription_id!)
      .where('status', '!=', 'canceled')
      .execute()
    return purchase
  }
  const paid = await trx
    .updateTable('purchase')
    .set(resultColumns(result, now))
    .where('id', '=', purchase.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const { sellerNow } = await commerceTime(trx, purchase.mode, purchase.account_id, purchase.seller_id)
  if (paid.status === 'succeeded') await settleInvoice(trx, paid, now, sellerNow)
  else await failInvoice(trx, paid, now)
  return undefined
}

async function chargeHere(
  commerce: Commerce,
  trx: Trx,
  purchase: PurchaseRow,
): Promise<ChargeResult | undefined> {
  if (purchase.provider === 'none') return { status: 'succeeded', ref: purchase.id }
  if (purchase.provider === 'balance') {
    const key = { ownerId: purchase.account_id, mode: purchase.mode, currency: purchase.currency }
    await holdBalance(trx, key)
    const { buyerNow } = await commerceTime(trx, purchase.mode, purchase.account_id, purchase.seller_id)
    if ((await sumOf(trx, key, 'balance', buyerNow)) >= purchase.amount)
      return { status: 'succeeded', ref: purchase.id }
    return { status: 'failed', ref: null, code: 'insufficient_balance', message: 'the balance is not enough' }
  }
  const { chargeHere } = commerce.provider(purchase.mode)
  if (!chargeHere) return undefined
  try {
    const payer = await findPayer(trx, purchase.account_id, purchase.mode, purchase.payment_method!)
    return await commerce.provider(purchase.mode).chargeHere!(trx, chargeOf(purchase, payer))
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    if (code !== 'validation_failed') throw error
    return { status: 'failed', ref: null, code: 'payment_method_unusable', message }
  }
}

async function tryAgain(commerce: Commerce, trx: Trx, subscription: Subscription, now: number) {
  const open = await trx
    .selectFrom('invoice')
    .select('purchase_id')
    .where('subscription_id', '=', subscription.id)
    .where('status', '=', 'open')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  const purchase =
    open?.purchase_id == null
      ? undefined
      : await trx
          .updateTable('purchase')
          .set((row) => ({
            status: 'processing' as const,
            provider_try: row('provider_try', '+', 1),
            provider_ref: null,
            payment_method: subscription.payment_method,
            provider: providerOf(commerce, subscription),
            checked_at: Date.now(),
          }))
          .where('id', '=', open.purchase_id)
          .where('status', '=', 'failed')
          .returningAll()
          .executeTakeFirst()
  if (purchase) return pay(commerce, trx, purchase, now)
  // The last try is still under way: whoever finishes it says when there is something to do again.
  await trx
    .updateTable('subscription')
    .set({ due_at: now + PATIENCE_MS })
    .where('id', '=', subscription.id)
    .execute()
  return undefined
}

const providerOf = (commerce: Commerce, { payment_method: method, mode }: Subscription) =>
  method === 'balance' ? 'balance' : commerce.provider(mode).name

async function toPurchase(
  commerce: Commerce,
  trx: Trx,
  subscription: Subscription,
  now: number,
  { kind, amount }: Bill,
  invoiceId: string,
): Promise<PurchaseRow> {
  const { sellerNow } = await commerceTime(
    trx,
    subscription.mode,
    subscription.account_id,
    subscription.seller_id,
  )
  return {
    id: newId('pur'),
    kind,
    mode: subscription.mode,
    account_id: subscription.account_id,
    made_by: subscription.account_id,
    seller_id: subscription.seller_id,
    listing_id: subscription.listing_id,
    artifact_id: subscription.artifact_id,
    pricing_model: subscription.pricing_model,
    currency: subscription.currency,
    amount,
    ...splitFee(amount, commerce.feeBasisPoints),
    refunded: 0,
    refunded_fee: 0,
    refund_pending: 0,
    status: 'processing',
    payment_method: subscription.payment_method,
    provider: amount === 0 ? 'none' : providerOf(commerce, subscription),
    provider_ref: null,
    provider_try: 1,
    terms: null,
    next_action: null,
    failure_code: null,
    failure_message: null,
    idempotency_key: null,
    fingerprint: null,
    grant_id: subscription.grant_id,
    subscription_id: subscription.id,
    invoice_id: invoiceId,
    available_at: sellerNow + HOLD_MS,
    created_at: now,
    settled_at: null,
    checked_at: Date.now(),
  }
}
