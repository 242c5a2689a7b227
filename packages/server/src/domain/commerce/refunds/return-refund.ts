import type { Trx } from '../../../db/database.ts'
import { recordEvent } from '../../events/record-event.ts'
import { commerceTime } from '../commerce-time.ts'
import { balanceOf, CLEARING, FEES, move } from '../ledger.ts'
import { toFact } from '../purchases/purchase.ts'
import type { RefundRow } from './create-refund.ts'
import { settleRefund } from './settle-refund.ts'

/**
 * What a provider says of a refund that failed, whether or not we know yet that it was made.
 *
 * @param of its id at the provider, and ours where the provider has it
 */
export async function failRefundOf(
  trx: Trx,
  of: { providerRef: string; id: string | undefined },
  message: string,
): Promise<void> {
  const refund = await trx
    .selectFrom('refund')
    .innerJoin('purchase', 'purchase.id', 'refund.purchase_id')
    .selectAll('refund')
    .select(['purchase.account_id', 'purchase.seller_id'])
    .where('purchase.provider', '=', 'stripe')
    .where((row) =>
      row.or([row('refund.provider_ref', '=', of.providerRef), row('refund.id', '=', of.id ?? '')]),
    )
    .executeTakeFirst()
  if (!refund) return
  const { account_id: buyer, seller_id: seller, ...row } = refund
  const time = await commerceTime(trx, refund.mode, buyer, seller)
  const failure = { status: 'failed', ref: of.providerRef, message } as const
  // One that has been written down as made in the meantime is left as it is by this, and returned below.
  if (refund.status === 'pending') await settleRefund(trx, row, failure, time)
  await returnRefund(trx, refund.id, message)
}

/**
 * A refund that the provider could not deliver after all (a closed account, an expired card): its money is
 * back at the provider, so it goes back to seller and platform, and what was taken from the buyer with a full
 * refund is theirs again. A subscription that ended with it stays ended. Once.
 *
 * @returns the refund as it is then; undefined when it is not one that was made
 */
export async function returnRefund(trx: Trx, id: string, message: string): Promise<RefundRow | undefined> {
  const refund = await trx
    .updateTable('refund')
    .set({ status: 'failed', failure_message: message })
    .where('id', '=', id)
    .where('status', '=', 'succeeded')
    .returningAll()
    .executeTakeFirst()
  if (!refund) return undefined
  // Holds the purchase, as a refund does.
  const before = await trx
    .updateTable('purchase')
    .set((row) => ({
      refunded: row('refunded', '-', refund.amount),
      refunded_fee: row('refunded_fee', '-', refund.fee),
    }))
    .where('id', '=', refund.purchase_id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const purchase = { ...before }
  if (before.status === 'refunded' || before.status === 'partially_refunded') {
    purchase.status = before.refunded > 0 ? 'partially_refunded' : 'succeeded'
    await trx.updateTable('purchase').set({ status: purchase.status }).where('id', '=', purchase.id).execute()
  }
  const { now, sellerNow } = await commerceTime(trx, purchase.mode, purchase.account_id, purchase.seller_id)
  await move(
    trx,
    {
      sourceId: refund.id,
      kind: 'refund_returned',
      mode: purchase.mode,
      currency: purchase.currency,
      purchaseId: purchase.id,
      // Into what is still held back, as long as the sale is.
      availableAt: purchase.available_at ?? 0,
      now,
    },
    [
      { from: CLEARING, to: balanceOf(purchase.seller_id), amount: refund.amount - refund.fee },
      { from: CLEARING, to: FEES, amount: refund.fee },
    ],
  )
  if (before.status === 'refunded' && purchase.grant_id !== null) {
    await trx
      .updateTable('artifact_grant')
      .set((row) => ({ revoked_at: null, change: row('change', '+', 1) }))
      .where('id', '=', purchase.grant_id)
      .where('revoked_at', 'is not', null)
      // The period of a subscription that ended has an end, unless it lives by a test clock.
      .$if(purchase.subscription_id !== null, (query) => query.where('expires_at', 'is not', null))
      .execute()
  }
  await recordEvent(trx, {
    ownerId: purchase.seller_id,
    mode: purchase.mode,
    type: 'refund.failed',
    data: {
      ...toFact(purchase),
      refund: { id: refund.id, amount: refund.amount, platform_fee: refund.fee, failure_message: message },
    },
    now: sellerNow,
  })
  return refund
}
