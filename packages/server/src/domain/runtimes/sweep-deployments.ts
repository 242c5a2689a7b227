import type { Database } from '../../db/database.ts'
import { recordDeployment } from './record-deployment.ts'

const HOUR = 3600_000
const DAY = 24 * HOUR

/** How long lines and figures are kept. */
const LOG_MS = 14 * DAY
const FIGURES_MS = 31 * DAY
/** How long a removed deployment's row stays, for servers that still hold its figures. */
const REMOVED_MS = HOUR
/** Rows removed in one transaction. */
const CHUNK = 1000

/**
 * Says of deployments that nobody asked for that they sleep, where no server is left to say so, and removes
 * what is old.
 */
export async function sweepDeployments(database: Database, now = Date.now()): Promise<void> {
  await database.write(async (trx) => {
    const asleep = await trx
      .updateTable('deployment')
      .set((row) => ({ status: 'scaled_to_zero', change: row('change', '+', 1), updated_at: now }))
      .where('status', '=', 'ready')
      .where('deleted_at', 'is', null)
      .where('sleep_after_ms', 'is not', null)
      .where((where) =>
        where(
          where(where.fn.coalesce('invoked_at', 'updated_at'), '+', where.ref('sleep_after_ms')),
          '<',
          // A little later than the server that holds it would.
          now - 60_000,
        ),
      )
      .returning('id')
      .execute()
    for (const { id } of asleep) await recordDeployment(trx, id, 'deployment.scaled_to_zero')
  })
  await removeOldLines(database, now - LOG_MS)
  await database.write(async (trx) => {
    await trx
      .deleteFrom('deployment_minute')
      .where('minute', '<', now - FIGURES_MS)
      .execute()
    await trx
      .deleteFrom('deployment')
      .where('deleted_at', '<', now - REMOVED_MS)
      .execute()
  })
}

async function removeOldLines(database: Database, before: number): Promise<void> {
  for (;;) {
    const removed = await database.write(async (trx) => {
      const rows = await trx
        .selectFrom('deployment_log')
        .select('id')
        .where('at', '<', before)
        .limit(CHUNK)
        .execute()
      if (rows.length === 0) return 0
      const ids = rows.map(({ id }) => id)
      await trx.deleteFrom('deployment_log').where('id', 'in', ids).execute()
      return rows.length
    })
    if (removed < CHUNK) return
  }
}
