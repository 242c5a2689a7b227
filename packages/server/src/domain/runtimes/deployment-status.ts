import type { UpdateObject } from 'kysely'
import type { Trx } from '../../db/database.ts'
import type { Tables } from '../../db/tables.ts'
import type { Deployment, DeploymentStatus } from './deployment.ts'
import { recordDeployment } from './record-deployment.ts'
import type { Serving } from './serving.ts'

type Change = UpdateObject<Tables, 'deployment'>

/** Before it has ever been ready. */
export const BEGINNING: readonly DeploymentStatus[] = ['queued', 'building', 'starting']

/** Figures are written every five seconds: an invocation on another server may be this far ahead of its row. */
const LATE_MS = 7000

/** Changes a deployment's row, so that every server sees it, where it still is as `expected`. */
export async function changeRow(
  trx: Trx,
  id: string,
  expected: {
    status?: readonly DeploymentStatus[]
    versionId?: string
    nextVersionId?: string
    change?: number
  },
  change: Change,
): Promise<boolean> {
  const { status, versionId, nextVersionId, change: expectedChange } = expected
  const { numUpdatedRows } = await trx
    .updateTable('deployment')
    .set({ updated_at: Date.now(), ...change })
    .set((row) => ({ change: row('change', '+', 1) }))
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .$if(status !== undefined, (query) => query.where('status', 'in', status!))
    .$if(versionId !== undefined, (query) => query.where('version_id', '=', versionId!))
    .$if(expectedChange !== undefined, (query) => query.where('change', '=', expectedChange!))
    .$if(nextVersionId !== undefined, (query) => query.where('next_version_id', '=', nextVersionId!))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/**
 * Nobody here has asked for it for long, and its model was let go of. Where others still ask, it stays awake.
 *
 * @returns false for a deployment that is still starting: it is to be asked again
 */
export async function markAsleep({ database, logs, live, stats }: Serving, id: string): Promise<boolean> {
  await stats.flush()
  const { isAsleep, status } = await database.write(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('deployment')
      .set((row) => ({
        status: 'scaled_to_zero',
        change: row('change', '+', 1),
        updated_at: Date.now(),
      }))
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .where('status', '=', 'ready')
      .where('sleep_after_ms', 'is not', null)
      .where((where) =>
        where.or([
          where('invoked_at', 'is', null),
          where(where('invoked_at', '+', where.ref('sleep_after_ms')), '<=', Date.now() + LATE_MS),
        ]),
      )
      .executeTakeFirst()
    const isAsleep = numUpdatedRows === 1n
    if (isAsleep) await recordDeployment(trx, id, 'deployment.scaled_to_zero')
    const row = await trx.selectFrom('deployment').select('status').where('id', '=', id).executeTakeFirst()
    return { isAsleep, status: row?.status }
  })
  live.forget(id)
  if (isAsleep) logs.add(id, 'info', 'asleep: nobody has asked for it')
  return status === undefined || !BEGINNING.includes(status)
}

/** It answers again. */
export async function markAwake({ database, logs, live }: Serving, id: string, ms: number): Promise<void> {
  const isAwake = await database.write((trx) =>
    changeRow(trx, id, { status: ['scaled_to_zero'] }, { status: 'ready', error: null }),
  )
  live.forget(id)
  if (isAwake) logs.add(id, 'info', `awake after ${Math.round(ms)} ms`)
}

/** Its version cannot be loaded, which no other attempt will change. */
export async function markFailed(
  { database, logs, live }: Serving,
  { id, versionId }: Deployment,
  reason: string,
): Promise<void> {
  const isFailed = await database.write(async (trx) => {
    const isChanged = await changeRow(
      trx,
      id,
      { versionId, status: ['queued', 'building', 'starting', 'ready', 'scaled_to_zero'] },
      { status: 'failed', error: reason },
    )
    if (isChanged) await recordDeployment(trx, id, 'deployment.failed')
    return isChanged
  })
  live.forget(id)
  if (isFailed) logs.add(id, 'error', `failed: ${reason}`)
}
