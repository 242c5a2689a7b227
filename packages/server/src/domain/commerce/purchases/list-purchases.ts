import type { Db } from '../../../db/database.ts'
import type { PurchaseStatus } from '../../../db/tables/commerce.ts'
import { actFor } from '../../accounts/act-for.ts'
import type { Caller } from '../../accounts/caller.ts'
import type { PurchaseRow } from './purchase.ts'

export interface PurchaseFilter {
  /** What the account bought, or what was bought from it. */
  role: 'buyer' | 'seller'
  owner?: string | undefined
  listing_id?: string | undefined
  subscription_id?: string | undefined
  status?: PurchaseStatus | undefined
  after: string | undefined
  limit: number
}

/** Purchases of the caller's mode, the newest first. */
export async function listPurchases(db: Db, caller: Caller, filter: PurchaseFilter): Promise<PurchaseRow[]> {
  const accountId = await actFor(db, caller, filter.owner)
  let query = db
    .selectFrom('purchase')
    .selectAll()
    .where(filter.role === 'buyer' ? 'account_id' : 'seller_id', '=', accountId)
    .where('mode', '=', caller.mode)
  if (filter.listing_id !== undefined) query = query.where('listing_id', '=', filter.listing_id)
  if (filter.subscription_id !== undefined)
    query = query.where('subscription_id', '=', filter.subscription_id)
  if (filter.status !== undefined) query = query.where('status', '=', filter.status)
  if (filter.after !== undefined) query = query.where('id', '<', filter.after)
  return query.orderBy('id', 'desc').limit(filter.limit).execute()
}
