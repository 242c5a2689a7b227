import type { Db } from '../../../db/database.ts'
import { Fault } from '../../../fault.ts'
import { actFor } from '../../accounts/act-for.ts'
import type { Caller } from '../../accounts/caller.ts'
import { getPurchase } from '../purchases/purchase.ts'
import type { RefundRow } from './create-refund.ts'

export interface RefundFilter {
  owner?: string | undefined
  purchase_id?: string | undefined
  after: string | undefined
  limit: number
}

/** Refunds of what the account bought or sold, the newest first. */
export async function listRefunds(db: Db, caller: Caller, filter: RefundFilter): Promise<RefundRow[]> {
  const accountId = await actFor(db, caller, filter.owner)
  let query = db
    .selectFrom('refund')
    .innerJoin('purchase', 'purchase.id', 'refund.purchase_id')
    .selectAll('refund')
    .where('refund.mode', '=', caller.mode)
    .where((row) =>
      row.or([row('purchase.account_id', '=', accountId), row('purchase.seller_id', '=', accountId)]),
    )
  if (filter.purchase_id !== undefined) query = query.where('refund.purchase_id', '=', filter.purchase_id)
  if (filter.after !== undefined) query = query.where('refund.id', '<', filter.after)
  return query.orderBy('refund.id', 'desc').limit(filter.limit).execute()
}

/** @throws Fault `not_found` */
export async function getRefund(db: Db, caller: Caller, id: string): Promise<RefundRow> {
  const refund = await db.selectFrom('refund').selectAll().where('id', '=', id).executeTakeFirst()
  if (!refund) throw new Fault('not_found', 'there is no such refund')
  await getPurchase(db, caller, refund.purchase_id).catch(() => {
    throw new Fault('not_found', 'there is no such refund')
  })
  return refund
}
