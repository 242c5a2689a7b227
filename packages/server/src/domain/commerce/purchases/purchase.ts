import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Db } from '../../../db/database.ts'
import type { PurchaseTable } from '../../../db/tables/commerce.ts'
import { Fault } from '../../../fault.ts'
import { findRole, isAtLeast } from '../../accounts/access.ts'
import type { Caller } from '../../accounts/caller.ts'
import { DAY_MS } from '../periods.ts'
import type { Terms } from './settle-purchase.ts'

export type PurchaseRow = Selectable<PurchaseTable>

/** What makes two requests under one idempotency key the same. */
export const fingerprintOf = (request: object): string =>
  createHash('sha256').update(JSON.stringify(request)).digest('hex')

export const mismatch = () =>
  new Fault('idempotency_mismatch', 'this Idempotency-Key was used for another request', {
    field: 'Idempotency-Key',
  })

/** A purchase as events and other parties see it. */
export const toFact = (purchase: PurchaseRow) => ({
  id: purchase.id,
  listing_id: purchase.listing_id,
  asset_id: purchase.artifact_id,
  status: purchase.status,
  amount: { currency: purchase.currency, amount: purchase.amount },
  platform_fee: { currency: purchase.currency, amount: purchase.fee },
  seller_payout: { currency: purchase.currency, amount: purchase.payout },
  refunded: { currency: purchase.currency, amount: purchase.refunded },
  license_grant_id: purchase.grant_id,
  buyer_id: purchase.account_id,
  seller_id: purchase.seller_id,
})

/** When the trial ends that a purchase begins with: trials are had from the moment they are asked for. */
export function trialEndOf({ kind, terms, created_at: from }: PurchaseRow): number | undefined {
  if (kind !== 'initial' || terms === null) return undefined
  const { trialDays } = JSON.parse(terms) as Terms
  return trialDays > 0 ? from + trialDays * DAY_MS : undefined
}

/**
 * A purchase for its buyer or its seller, in the caller's mode.
 *
 * @throws Fault `not_found`
 */
export async function getPurchase(
  db: Db,
  caller: Caller,
  id: string,
): Promise<{ purchase: PurchaseRow; isBuyer: boolean; isSeller: boolean }> {
  const purchase = await db.selectFrom('purchase').selectAll().where('id', '=', id).executeTakeFirst()
  if (purchase && purchase.mode === caller.mode) {
    const isBuyer = isAtLeast(await findRole(db, caller.account.id, purchase.account_id), 'admin')
    const isSeller = isAtLeast(await findRole(db, caller.account.id, purchase.seller_id), 'admin')
    if (isBuyer || isSeller) return { purchase, isBuyer, isSeller }
  }
  throw new Fault('not_found', 'there is no such purchase')
}
