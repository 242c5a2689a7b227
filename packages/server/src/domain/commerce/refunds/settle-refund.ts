import type { Trx } from '../../../db/database.ts'
import { recordEvent } from '../../events/record-event.ts'
import type { Commerce } from '../commerce.ts'
import { type CommerceTime, commerceTime } from '../commerce-time.ts'
import { balanceOf, CLEARING, FEES, move } from '../ledger.ts'
import { refundedFee } from '../money.ts'
import { ProviderUnknown, type TransferResult } from '../providers/provider.ts'
import { type PurchaseRow, toFact } from '../purchases/purchase.ts'
import { endSubscription } from '../subscriptions/end-subscription.ts'
import type { RefundRow } from './create-refund.ts'

/**
 * Asks the provider to give the money of a pending refund back, outside of any transaction, and writes down
 * what became of it. Asking again is asking once.
 *
 * @returns the refund as it is then; still `pending` when the provider did not answer
 */
export async function refundCharge(commerce: Commerce, refund: RefundRow): Promise<RefundRow> {
  const { database } = commerce
  const purchase = await database.read
    .selectFrom('purchase')
    .select('provider_ref')
    .where('id', '=', refund.purchase_id)
    .executeTakeFirstOrThrow()
  let result: TransferResult
  try {
    result = await commerce.provider(refund.mode).refund({
      key: refund.id,
      askedAt: refund.created_at,
      chargeRef: purchase.provider_ref!,
      amount: refund.amount,
      currency: refund.currency,
    })
  } catch (error) {
    if ((error as { code?: string }).code === 'validation_failed') {
      result = { status: 'failed', ref: null, message: (error as Error).message }
    } else if (error instanceof ProviderUnknown) return refund
    else throw error
  }
  return database.write(async (trx) => {
    const row = await trx
      .selectFrom('purchase')
      .select(['account_id', 'seller_id'])
      .where('id', '=', refund.purchase_id)
      .executeTakeFirstOrThrow()
    return settleRefund(
      trx,
      refund,
      result,
      await commerceTime(trx, refund.mode, row.account_id, row.seller_id),
    )
  })
}

/** Writes down what became of a refund and all that follows: money, the purchase, its grant, the event. Once. */
export async function settleRefund(
  trx: Trx,
  refund: RefundRow,
  result: TransferResult,
  { now, sellerNow }: CommerceTime,
): Promise<RefundRow> {
  const isDone = result.status !== 'failed'
  const settled = await trx
    .updateTable('refund')
    .set({
      status: isDone ? 'succeeded' : 'failed',
      provider_ref: result.ref,
      failure_message: result.status === 'failed' ? result.message : null,
      settled_at: now,
    })
    .where('id', '=', refund.id)
    .where('status', '=', 'pending')
    .returningAll()
    .executeTakeFirst()
  if (!settled)
    return trx.selectFrom('refund').selectAll().where('id', '=', refund.id).executeTakeFirstOrThrow()
  const before = await trx
    .updateTable('purchase')
    .set((row) => ({ refund_pending: row('refund_pending', '-', refund.amount) }))
    .where('id', '=', refund.purchase_id)
    .returningAll()
    .executeTakeFirstOrThrow()
  if (!isDone) return settled
  const fee = refundedFee(before, refund.amount)
  const isFull = before.refunded + refund.amount === before.amount
  const purchase = await trx
    .updateTable('purchase')
    .set({
      refunded: before.refunded + refund.amount,
      refunded_fee: before.refunded_fee + fee,
      status: isFull ? 'refunded' : 'partially_refunded',
    })
    .where('id', '=', before.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await trx.updateTable('refund').set({ fee }).where('id', '=', refund.id).execute()
  const to = purchase.provider === 'balance' ? balanceOf(purchase.account_id) : CLEARING
  await move(
    trx,
    {
      sourceId: refund.id,
      kind: 'refund',
      mode: purchase.mode,
      currency: purchase.currency,
      purchaseId: purchase.id,
      // Out of what is still held back, as long as the sale is.
      takenAt: purchase.available_at ?? 0,
      availableAt: 0,
      now,
    },
    [
      { from: balanceOf(purchase.seller_id), to, amount: refund.amount - fee },
      { from: FEES, to, amount: fee },
    ],
  )
  if (isFull) await revoke(trx, purchase, now)
  await recordEvent(trx, {
    ownerId: purchase.seller_id,
    mode: purchase.mode,
    type: 'purchase.refunded',
    data: {
      ...toFact(purchase),
      refund: { id: refund.id, amount: refund.amount, platform_fee: fee, reason: refund.reason },
    },
    now: sellerNow,
  })
  return { ...settled, fee }
}

/** Takes the grant of a purchase back, and ends what it began. */
export async function revoke(trx: Trx, purchase: PurchaseRow, now: number): Promise<void> {
  if (purchase.grant_id !== null) {
    await trx
      .updateTable('artifact_grant')
      .set((row) => ({ revoked_at: now, change: row('change', '+', 1) }))
      .where('id', '=', purchase.grant_id)
      .where('revoked_at', 'is', null)
      .execute()
  }
  if (purchase.subscription_id !== null) await endSubscription(trx, purchase.subscription_id, now, 'refunded')
}
