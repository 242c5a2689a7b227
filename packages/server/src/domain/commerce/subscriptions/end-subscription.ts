import type { Selectable } from 'kysely'
import type { Trx } from '../../../db/database.ts'
import type { SubscriptionTable } from '../../../db/tables/commerce.ts'
import { clockNow } from '../../events/clock.ts'
import { recordEvent } from '../../events/record-event.ts'

export type Subscription = Selectable<SubscriptionTable>

/** Ends a subscription and its grant. One that has ended already stays as it is. */
export async function endSubscription(trx: Trx, id: string, now: number, reason: string): Promise<void> {
  const ended = await trx
    .updateTable('subscription')
    .set((row) => ({
      status: 'canceled' as const,
      canceled_at: now,
      due_at: null,
      updated_at: now,
      change: row('change', '+', 1),
    }))
    .where('id', '=', id)
    .where('status', '!=', 'canceled')
    .returningAll()
    .executeTakeFirst()
  if (!ended) return
  await trx
    .updateTable('artifact_grant')
    // In real time, by which it is looked at, also where a test clock says that it is over.
    .set((row) => ({ expires_at: Math.min(now, Date.now()), change: row('change', '+', 1) }))
    .where('id', '=', ended.grant_id)
    .where('revoked_at', 'is', null)
    .execute()
  await recordEvent(trx, {
    ownerId: ended.seller_id,
    mode: ended.mode,
    type: 'subscription.canceled',
    data: { ...subscriptionFact(ended), reason },
    now: await clockNow(trx, ended.seller_id, ended.mode),
  })
}

export const subscriptionFact = (subscription: Subscription) => ({
  id: subscription.id,
  listing_id: subscription.listing_id,
  asset_id: subscription.artifact_id,
  purchase_id: subscription.purchase_id,
  license_grant_id: subscription.grant_id,
  status: subscription.status,
  period: subscription.periods,
  current_period_start: iso(subscription.period_start),
  current_period_end: iso(subscription.period_end),
})

const iso = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`
