import type { Db, Trx } from '../../../db/database.ts'
import { isUniqueViolation } from '../../../db/errors.ts'
import { Fault } from '../../../fault.ts'
import { newId } from '../../../ids.ts'
import { findRole, isAtLeast } from '../../accounts/access.ts'
import type { Caller } from '../../accounts/caller.ts'
import { clockNow } from '../../events/clock.ts'
import type { Commerce } from '../commerce.ts'
import { MOST_AMOUNT, priceOfUnits } from '../money.ts'
import { refuseField } from '../refuse-field.ts'
import type { Subscription } from '../subscriptions/end-subscription.ts'
import { usageOf } from '../subscriptions/subscriptions.ts'

export interface NewUsage {
  subscription_id: string
  quantity: number
  /** The reporter's text for this one report, so that it counts once. */
  idempotencyKey?: string | undefined
}

/**
 * What a seller's own gateway has counted for a subscription with a price by use.
 *
 * @throws Fault `not_found`, `conflict` when the subscription has ended or has no price by use,
 * `validation_failed` for more than one bill can be
 */
export async function reportUsage(commerce: Commerce, caller: Caller, input: NewUsage) {
  const { database } = commerce
  const subscription = await database.read
    .selectFrom('subscription')
    .selectAll()
    .where('id', '=', input.subscription_id)
    .executeTakeFirst()
  const role = subscription && (await findRole(database.read, caller.account.id, subscription.seller_id))
  if (!subscription || subscription.mode !== caller.mode || !isAtLeast(role, 'admin')) {
    throw new Fault('not_found', 'there is no such subscription', { field: 'subscription_id' })
  }
  if (subscription.pricing_model !== 'usage') {
    throw new Fault('conflict', 'this subscription has no price by use', { field: 'subscription_id' })
  }
  if (subscription.status === 'canceled') throw new Fault('conflict', 'this subscription has ended')
  await requireBillable(database.read, subscription, input.quantity)
  const key = input.idempotencyKey ?? null
  try {
    return await database.write((trx) => recordUsage(trx, subscription, { quantity: input.quantity, key }))
  } catch (error) {
    if (key === null || !isUniqueViolation(error)) throw error
    const before = await database.read
      .selectFrom('usage_record')
      .selectAll()
      .where('subscription_id', '=', subscription.id)
      .where('idempotency_key', '=', key)
      .executeTakeFirstOrThrow()
    if (before.quantity === input.quantity) return before
    throw new Fault('idempotency_mismatch', 'this Idempotency-Key was used for another quantity')
  }
}

/** A period is one bill, and a bill one payment. */
async function requireBillable(db: Db, subscription: Subscription, quantity: number): Promise<void> {
  const units = (await usageOf(db, subscription.id)) + quantity - subscription.included_units
  if (priceOfUnits(Math.max(0, units), subscription.unit_amount_decimal ?? '0') <= MOST_AMOUNT) return
  throw refuseField('quantity', `what is not billed yet would cost more than ${MOST_AMOUNT} minor units`)
}

/** Writes use down, at the subscription's own time; it is billed at the end of the period. */
export async function recordUsage(
  trx: Trx,
  subscription: Pick<Subscription, 'id' | 'mode' | 'clock_owner'>,
  {
    quantity,
    key,
    deploymentId = null,
  }: { quantity: number; key: string | null; deploymentId?: string | null },
) {
  const usedAt =
    subscription.clock_owner === null
      ? Date.now()
      : await clockNow(trx, subscription.clock_owner, subscription.mode)
  const row = {
    id: newId('use'),
    subscription_id: subscription.id,
    quantity,
    deployment_id: deploymentId,
    idempotency_key: key,
    invoice_id: null,
    used_at: usedAt,
  }
  await trx.insertInto('usage_record').values(row).execute()
  return row
}
