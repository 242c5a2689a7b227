import type { Db, Trx } from '../../../db/database.ts'
import type { PurchaseRow } from './purchase.ts'

type Taking = Pick<PurchaseRow, 'mode' | 'artifact_id' | 'account_id' | 'made_by' | 'subscription_id'>

/** Whoever has had the trial with one of these has had it: organisations are made as one likes. */
const takersOf = ({ account_id, made_by }: Pick<Taking, 'account_id' | 'made_by'>) =>
  // In one order, so that two who take the same trials do not wait for each other.
  [...new Set([account_id, made_by])].sort()

/** Whether the account, or the person who acts for it, has had a trial of the asset, by whatever listing. */
export async function hadTrial(db: Db, taking: Omit<Taking, 'subscription_id'>): Promise<boolean> {
  const had = await db
    .selectFrom('trial')
    .select('subscription_id')
    .where('mode', '=', taking.mode)
    .where('artifact_id', '=', taking.artifact_id)
    .where('account_id', 'in', takersOf(taking))
    .limit(1)
    .executeTakeFirst()
  return had !== undefined
}

/**
 * Writes down that a trial is had. Of two who do so at once, the second waits for the first.
 *
 * @returns whether it may be: false, and nothing is written, when it was had before
 */
export async function takeTrial(trx: Trx, taking: Taking): Promise<boolean> {
  const { mode, artifact_id, subscription_id } = taking
  const rows = takersOf(taking).map((account_id) => ({
    mode,
    artifact_id,
    account_id,
    subscription_id: subscription_id!,
  }))
  const taken = await trx
    .insertInto('trial')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning('account_id')
    .execute()
  if (taken.length === rows.length) return true
  if (taken.length > 0) {
    await trx
      .deleteFrom('trial')
      .where('mode', '=', mode)
      .where('artifact_id', '=', artifact_id)
      .where('subscription_id', '=', subscription_id)
      .execute()
  }
  return false
}
