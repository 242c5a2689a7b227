import type { Trx } from '../../../db/database.ts'
import { insertTogether } from '../../../db/template.ts'
import { recordEvent } from '../../events/record-event.ts'
import { addPeriods, DAY_MS } from '../periods.ts'
import type { PurchaseRow } from '../purchases/purchase.ts'
import { GRACE_MS, moneyOf } from '../purchases/settle-purchase.ts'
import { endSubscription, subscriptionFact } from './end-subscription.ts'

/** When a payment that failed is tried again, in days after each failure; after the last one it is over. */
export const RETRY_DAYS = [1, 3, 5, 7] as const

const getSubscription = (trx: Trx, id: string) =>
  trx.selectFrom('subscription').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

/** What follows when an invoice is paid: the money, the next period, the grant that goes on, the event. */
export async function settleInvoice(
  trx: Trx,
  purchase: PurchaseRow,
  now: number,
  sellerNow: number,
): Promise<void> {
  await insertTogether(trx, [moneyOf(purchase, now)])
  await trx
    .updateTable('invoice')
    .set({ status: 'paid', paid_at: now })
    .where('id', '=', purchase.invoice_id!)
    .execute()
  const before = await getSubscription(trx, purchase.subscription_id!)
  if (before.status === 'canceled') return
  const isRenewal = purchase.kind === 'renewal'
  const periods = isRenewal ? before.periods + 1 : before.periods
  const periodEnd = isRenewal ? addPeriods(before.anchor_at, periods, before.period) : before.period_end
  const after = await trx
    .updateTable('subscription')
    .set({
      status: 'active',
      tries: 0,
      periods,
      period_start: isRenewal ? before.period_end : before.period_start,
      period_end: periodEnd,
      due_at: periodEnd,
      updated_at: now,
      change: before.change + 1,
    })
    .where('id', '=', before.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await trx
    .updateTable('artifact_grant')
    .set((row) => ({
      expires_at: before.clock_owner === null ? periodEnd + GRACE_MS : null,
      change: row('change', '+', 1),
    }))
    .where('id', '=', before.grant_id)
    .where('revoked_at', 'is', null)
    .execute()
  await recordEvent(trx, {
    ownerId: before.seller_id,
    mode: before.mode,
    type: 'subscription.renewed',
    data: { ...subscriptionFact(after), invoice_id: purchase.invoice_id, renewal_purchase_id: purchase.id },
    now: sellerNow,
  })
}

/** What follows when an invoice could not be paid: another try later, and the end after the last one. */
export async function failInvoice(trx: Trx, purchase: PurchaseRow, now: number): Promise<void> {
  const before = await getSubscription(trx, purchase.subscription_id!)
  const days = RETRY_DAYS[before.tries]
  if (days === undefined || before.cancels_at_end === 1 || before.status === 'canceled') {
    await trx
      .updateTable('invoice')
      .set({ status: 'uncollectible' })
      .where('id', '=', purchase.invoice_id!)
      .execute()
    await endSubscription(trx, before.id, now, 'payment_failed')
    return
  }
  await trx
    .updateTable('subscription')
    .set({
      status: 'past_due',
      tries: before.tries + 1,
      due_at: now + days * DAY_MS,
      updated_at: now,
      change: before.change + 1,
    })
    .where('id', '=', before.id)
    .where('status', '!=', 'canceled')
    .execute()
}
