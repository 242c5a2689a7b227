import type { Trx } from '../../db/database.ts'
import { Fault } from '../../fault.ts'

/**
 * Makes sure that a version is there and stays until this transaction ends. Whoever writes a row that keeps
 * a version from being deleted (a deployment, say) asks this first, in the same transaction: looking alone
 * would let the version be deleted in between.
 *
 * @throws Fault `not_found` when it was deleted
 */
export async function holdVersion(trx: Trx, versionId: string): Promise<void> {
  // Writing takes the row's lock on PostgreSQL and waits for a deletion that is under way.
  const held = await trx
    .updateTable('version')
    .set((version) => ({ updated_at: version.ref('updated_at') }))
    .where('id', '=', versionId)
    .where('state', '!=', 'deleted')
    .returning('id')
    .executeTakeFirst()
  if (!held) throw new Fault('not_found', 'this version was deleted')
}
