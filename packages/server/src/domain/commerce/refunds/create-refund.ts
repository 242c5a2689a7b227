import type { Selectable } from 'kysely'
import type { Trx } from '../../../db/database.ts'
import { isUniqueViolation } from '../../../db/errors.ts'
import type { RefundTable } from '../../../db/tables/commerce.ts'
import { Fault } from '../../../fault.ts'
import { newId } from '../../../ids.ts'
import type { Caller } from '../../accounts/caller.ts'
import type { Commerce } from '../commerce.ts'
import { commerceTime } from '../commerce-time.ts'
import { DAY_MS } from '../periods.ts'
import { fingerprintOf, getPurchase, mismatch, type PurchaseRow } from '../purchases/purchase.ts'
import { refuseField } from '../refuse-field.ts'
import { refundCharge, settleRefund } from './settle-refund.ts'

export type RefundRow = Selectable<RefundTable>

export interface NewRefund {
  purchase_id: string
  /** Minor units; all that is left when not given. */
  amount?: number | undefined
  reason?: string | undefined
  note?: string | undefined
}

/** How long a buyer may give back what they have not downloaded, without asking the seller. */
export const RETURN_MS = 14 * DAY_MS

/**
 * Gives money back, all or a part. A buyer may take back a purchase within fourteen days, of a one-time
 * purchase only while nothing of it was downloaded, and never the bill of what was used; a seller may refund
 * any of their sales. The fee goes back in proportion; a purchase that is wholly refunded loses its grant.
 *
 * @throws Fault `not_found`, `validation_failed`; `conflict` when there is not that much left, or it is for
 * the seller to decide
 */
export async function createRefund(
  commerce: Commerce,
  caller: Caller,
  input: NewRefund,
  idempotencyKey?: string,
): Promise<RefundRow> {
  const { database } = commerce
  const { purchase, isSeller } = await getPurchase(database.read, caller, input.purchase_id)
  const fingerprint = idempotencyKey === undefined ? null : fingerprintOf(input)
  const attempt = () =>
    database.write(async (trx) => {
      const before = await findByKey(trx, caller.account.id, idempotencyKey)
      if (before) return { refund: before, isHere: before.status !== 'pending' }
      return begin(commerce, trx, purchase, {
        made_by: caller.account.id,
        isSeller,
        input,
        idempotency_key: idempotencyKey ?? null,
        fingerprint,
      })
    })
  const { refund, isHere } = await attempt().catch((error: unknown) => {
    if (idempotencyKey !== undefined && isUniqueViolation(error)) return attempt()
    throw error
  })
  if (refund.fingerprint !== fingerprint) throw mismatch()
  return isHere ? refund : refundCharge(commerce, refund)
}

async function findByKey(trx: Trx, madeBy: string, key: string | undefined): Promise<RefundRow | undefined> {
  if (key === undefined) return undefined
  return trx
    .selectFrom('refund')
    .selectAll()
    .where('made_by', '=', madeBy)
    .where('idempotency_key', '=', key)
    .executeTakeFirst()
}

interface Request {
  made_by: string
  isSeller: boolean
  input: NewRefund
  idempotency_key: string | null
  fingerprint: string | null
}

async function begin(
  commerce: Commerce,
  trx: Trx,
  { id: purchaseId }: PurchaseRow,
  { input, isSeller, ...request }: Request,
): Promise<{ refund: RefundRow; isHere: boolean }> {
  const { checked_at: now } = { checked_at: Date.now() }
  // Holds the purchase: what is left of it is given back once.
  const purchase = await trx
    .updateTable('purchase')
    .set((row) => ({ refund_pending: row.ref('refund_pending') }))
    .where('id', '=', purchaseId)
    .returningAll()
    .executeTakeFirstOrThrow()
  const time = await commerceTime(trx, purchase.mode, purchase.account_id, purchase.seller_id)
  const left = purchase.amount - purchase.refunded - purchase.refund_pending
  if (!['succeeded', 'partially_refunded'].includes(purchase.status)) {
    throw new Fault(
      'conflict',
      `a purchase that is ${purchase.status.replace('_', ' ')} cannot be refunded`,
      {
        field: 'purchase_id',
      },
    )
  }
  const amount = input.amount ?? left
  if (amount > left || left === 0) {
    const message =
      left === 0 ? 'nothing is left to refund' : `at most ${left} minor units are left to refund`
    throw new Fault('conflict', message, { field: 'amount' })
  }
  if (amount < 1) throw refuseField('amount', 'must be at least 1')
  if (!isSeller) await requireReturnable(trx, purchase, time.now)
  const refund: RefundRow = {
    id: newId('re'),
    purchase_id: purchase.id,
    mode: purchase.mode,
    currency: purchase.currency,
    amount,
    fee: 0,
    reason: input.reason ?? 'requested_by_customer',
    note: input.note ?? null,
    status: 'pending',
    provider_ref: null,
    failure_message: null,
    created_at: time.now,
    settled_at: null,
    checked_at: now,
    ...request,
  }
  await trx.insertInto('refund').values(refund).execute()
  await trx
    .updateTable('purchase')
    .set((row) => ({ refund_pending: row('refund_pending', '+', amount) }))
    .where('id', '=', purchase.id)
    .execute()
  const result =
    purchase.provider === 'balance'
      ? ({ status: 'succeeded', ref: refund.id, arrivesAt: null } as const)
      : await commerce.provider(purchase.mode).refundHere?.(trx, {
          key: refund.id,
          askedAt: refund.created_at,
          chargeRef: purchase.provider_ref!,
          amount,
          currency: purchase.currency,
        })
  if (!result) return { refund, isHere: false }
  return { refund: await settleRefund(trx, refund, result, time), isHere: true }
}

async function requireReturnable(trx: Trx, purchase: PurchaseRow, now: number): Promise<void> {
  const forSeller = (why: string) =>
    new Fault('conflict', `${why}: ask the seller for a refund`, { field: 'purchase_id' })
  if (now - purchase.created_at > RETURN_MS) throw forSeller('it was bought more than 14 days ago')
  if (purchase.kind === 'usage') throw forSeller('it is the bill of what was used')
  if (purchase.pricing_model !== 'one_time') return
  const grant = await trx
    .selectFrom('artifact_grant')
    .select('downloaded_at')
    .where('id', '=', purchase.grant_id!)
    .executeTakeFirst()
  if (grant?.downloaded_at != null) throw forSeller('it has been downloaded or deployed')
}
