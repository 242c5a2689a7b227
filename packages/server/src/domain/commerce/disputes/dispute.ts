import type { Selectable } from 'kysely'
import type { Db, Trx } from '../../../db/database.ts'
import type { DisputeTable } from '../../../db/tables/commerce.ts'
import { Fault } from '../../../fault.ts'
import { newId } from '../../../ids.ts'
import { findRole, isAtLeast } from '../../accounts/access.ts'
import { actFor } from '../../accounts/act-for.ts'
import type { Caller } from '../../accounts/caller.ts'
import { clockNow } from '../../events/clock.ts'
import { recordEvent } from '../../events/record-event.ts'
import type { Commerce } from '../commerce.ts'
import { balanceOf, CLEARING, DISPUTES, FEES, move } from '../ledger.ts'
import type { PurchaseRow } from '../purchases/purchase.ts'
import { revoke } from '../refunds/settle-refund.ts'

export type DisputeRow = Selectable<DisputeTable>

/**
 * A buyer has told their bank that a payment is not theirs: what is left of it is held, from seller and
 * platform alike, and the grant is frozen until it is decided.
 *
 * @returns undefined when the purchase is not one that can be disputed, or is disputed already
 */
export async function openDispute(
  trx: Trx,
  purchaseId: string,
  { reason, providerRef }: { reason: string; providerRef: string | null },
): Promise<DisputeRow | undefined> {
  const purchase = await trx
    .updateTable('purchase')
    .set({ status: 'disputed' })
    .where('id', '=', purchaseId)
    .where('status', 'in', ['succeeded', 'partially_refunded'])
    .where('provider', 'in', ['test', 'stripe'])
    .where('refund_pending', '=', 0)
    .where((row) =>
      row.not(
        row.exists(
          row.selectFrom('dispute').select('dispute.id').whereRef('dispute.purchase_id', '=', 'purchase.id'),
        ),
      ),
    )
    .returningAll()
    .executeTakeFirst()
  if (!purchase) return undefined
  const now = await clockNow(trx, purchase.seller_id, purchase.mode)
  const dispute: DisputeRow = {
    id: newId('dp'),
    purchase_id: purchase.id,
    mode: purchase.mode,
    seller_id: purchase.seller_id,
    currency: purchase.currency,
    amount: purchase.amount - purchase.refunded,
    fee: purchase.fee - purchase.refunded_fee,
    reason,
    status: 'needs_response',
    evidence: null,
    provider_ref: providerRef,
    created_at: now,
    closed_at: null,
  }
  await trx.insertInto('dispute').values(dispute).execute()
  await move(
    trx,
    {
      ...causeOf(dispute, 'dispute', now),
      // Out of what is still held back, as long as the sale is.
      takenAt: purchase.available_at ?? 0,
      availableAt: 0,
    },
    [
      { from: balanceOf(purchase.seller_id), to: DISPUTES, amount: dispute.amount - dispute.fee },
      { from: FEES, to: DISPUTES, amount: dispute.fee },
    ],
  )
  await freeze(trx, purchase, now)
  await tell(trx, 'dispute.opened', dispute, now)
  return dispute
}

/** The decision on a dispute: won, everything goes back to where it was; lost, to the buyer. Once. */
export async function closeDispute(
  trx: Trx,
  id: string,
  outcome: 'won' | 'lost',
): Promise<DisputeRow | undefined> {
  const found = await trx
    .selectFrom('dispute')
    .select(['seller_id', 'mode'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) return undefined
  const now = await clockNow(trx, found.seller_id, found.mode)
  const dispute = await trx
    .updateTable('dispute')
    .set({ status: outcome, closed_at: now })
    .where('id', '=', id)
    .where('status', 'in', ['needs_response', 'under_review'])
    .returningAll()
    .executeTakeFirst()
  if (!dispute) return undefined
  const purchase = await trx
    .selectFrom('purchase')
    .selectAll()
    .where('id', '=', dispute.purchase_id)
    .executeTakeFirstOrThrow()
  const isWon = outcome === 'won'
  const cause = {
    ...causeOf(dispute, isWon ? 'dispute_won' : 'dispute_lost', now),
    availableAt: isWon ? (purchase.available_at ?? 0) : 0,
  } as const
  await move(trx, cause, [
    {
      from: DISPUTES,
      to: isWon ? balanceOf(dispute.seller_id) : CLEARING,
      amount: dispute.amount - dispute.fee,
    },
    { from: DISPUTES, to: isWon ? FEES : CLEARING, amount: dispute.fee },
  ])
  if (isWon) {
    const status = purchase.refunded > 0 ? 'partially_refunded' : 'succeeded'
    await trx.updateTable('purchase').set({ status }).where('id', '=', purchase.id).execute()
    if (!(await isDisputedOtherwise(trx, purchase))) await freeze(trx, purchase, null)
  } else await revoke(trx, purchase, now)
  await tell(trx, 'dispute.closed', dispute, now)
  return dispute
}

const causeOf = (dispute: DisputeRow, kind: 'dispute' | 'dispute_won' | 'dispute_lost', now: number) => ({
  sourceId: dispute.id,
  kind,
  mode: dispute.mode,
  currency: dispute.currency,
  purchaseId: dispute.purchase_id,
  now,
})

/** Whether another bill of the same licence is still disputed. */
async function isDisputedOtherwise(trx: Trx, { grant_id }: PurchaseRow): Promise<boolean> {
  const other = await trx
    .selectFrom('dispute')
    .innerJoin('purchase', 'purchase.id', 'dispute.purchase_id')
    .select('dispute.id')
    .where('purchase.grant_id', '=', grant_id)
    .where('dispute.status', 'in', ['needs_response', 'under_review'])
    .limit(1)
    .executeTakeFirst()
  return other !== undefined
}

async function freeze(trx: Trx, purchase: PurchaseRow, at: number | null): Promise<void> {
  if (purchase.grant_id === null) return
  await trx
    .updateTable('artifact_grant')
    .set((row) => ({ frozen_at: at, change: row('change', '+', 1) }))
    .where('id', '=', purchase.grant_id)
    .execute()
}

const tell = (trx: Trx, type: 'dispute.opened' | 'dispute.closed', dispute: DisputeRow, now: number) =>
  recordEvent(trx, {
    ownerId: dispute.seller_id,
    mode: dispute.mode,
    type,
    now,
    data: {
      id: dispute.id,
      purchase_id: dispute.purchase_id,
      amount: { currency: dispute.currency, amount: dispute.amount },
      reason: dispute.reason,
      status: dispute.status,
    },
  })

/** @throws Fault `not_found` for who is not of its seller */
export async function getDispute(db: Db, caller: Caller, id: string): Promise<DisputeRow> {
  const dispute = await db.selectFrom('dispute').selectAll().where('id', '=', id).executeTakeFirst()
  const role = dispute && (await findRole(db, caller.account.id, dispute.seller_id))
  if (dispute && dispute.mode === caller.mode && isAtLeast(role, 'admin')) return dispute
  throw new Fault('not_found', 'there is no such dispute')
}

/** Disputes of an owner's sales, the newest first. */
export async function listDisputes(
  db: Db,
  caller: Caller,
  { owner, after, limit }: { owner?: string | undefined; after: string | undefined; limit: number },
): Promise<DisputeRow[]> {
  const sellerId = await actFor(db, caller, owner)
  return db
    .selectFrom('dispute')
    .selectAll()
    .where('seller_id', '=', sellerId)
    .where('mode', '=', caller.mode)
    .$if(after !== undefined, (query) => query.where('id', '<', after!))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/**
 * The seller's answer to a dispute. In test mode the texts `winning_evidence` and `losing_evidence` decide it
 * at once.
 */
export async function answerDispute(
  { database }: Commerce,
  caller: Caller,
  id: string,
  evidence: string,
): Promise<DisputeRow> {
  const before = await getDispute(database.read, caller, id)
  await database.write(async (trx) => {
    const changed = await trx
      .updateTable('dispute')
      .set({ evidence, status: 'under_review' })
      .where('id', '=', id)
      .where('status', '=', 'needs_response')
      .returning('id')
      .executeTakeFirst()
    if (!changed) throw new Fault('conflict', `the dispute is ${before.status.replace('_', ' ')}`)
    if (before.mode !== 'test') return
    if (evidence === 'winning_evidence') await closeDispute(trx, id, 'won')
    if (evidence === 'losing_evidence') await closeDispute(trx, id, 'lost')
  })
  return getDispute(database.read, caller, id)
}
