import type { Db } from '../../../db/database.ts'
import { Fault } from '../../../fault.ts'
import { findRole, isAtLeast } from '../../accounts/access.ts'
import { actFor } from '../../accounts/act-for.ts'
import type { Caller } from '../../accounts/caller.ts'
import type { PayoutRow } from './create-payout.ts'

/** Payouts of an account in the caller's mode, the newest first. */
export async function listPayouts(
  db: Db,
  caller: Caller,
  { owner, after, limit }: { owner?: string | undefined; after: string | undefined; limit: number },
): Promise<PayoutRow[]> {
  const ownerId = await actFor(db, caller, owner)
  return db
    .selectFrom('payout')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .where('mode', '=', caller.mode)
    .$if(after !== undefined, (query) => query.where('id', '<', after!))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** @throws Fault `not_found` */
export async function getPayout(db: Db, caller: Caller, id: string): Promise<PayoutRow> {
  const payout = await db.selectFrom('payout').selectAll().where('id', '=', id).executeTakeFirst()
  const role = payout && (await findRole(db, caller.account.id, payout.owner_id))
  if (payout && payout.mode === caller.mode && isAtLeast(role, 'admin')) return payout
  throw new Fault('not_found', 'there is no such payout')
}
