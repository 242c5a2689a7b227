import type { Database } from '../../db/database.ts'

const DAY = 24 * 3600_000
/** How long it is known what became of a machine that was removed, and who had which device. */
const REMOVED_MS = 90 * DAY

export async function sweepMachines(database: Database, now = Date.now()): Promise<void> {
  await database.write(async (trx) => {
    await trx.deleteFrom('seen_signature').where('expires_at', '<', now).execute()
    await trx
      .deleteFrom('machine')
      .where('deleted_at', '<', now - REMOVED_MS)
      .execute()
    await trx
      .deleteFrom('device_history')
      .where('created_at', '<', now - REMOVED_MS)
      .where('deleted_at', 'is not', null)
      .execute()
  })
}
