import type { Db, Trx } from '../../../db/database.ts'
import type { GraphAppRunTable } from '../../../db/tables/graphs.ts'
import { Fault } from '../../../fault.ts'
import { getApp } from './apps.ts'

/** Bytes of each kept input and output; what is larger leaves a mark. */
const MOST_BYTES = 64 * 1024
/** Runs kept of an app. */
const MOST_RUNS = 10_000

/** What is kept of inputs or outputs: each value as it was, or a mark that says why not. */
export function keptIo(values: Readonly<Record<string, unknown>>, recordsIo: boolean): string {
  if (!recordsIo) return JSON.stringify({ __codefyui__: 'redacted' })
  const kept = Object.entries(values).map(([name, value]) => {
    const bytes = Buffer.byteLength(JSON.stringify(value) ?? 'null')
    return [name, bytes > MOST_BYTES ? { __codefyui__: 'truncated', bytes } : value] as const
  })
  const text = JSON.stringify(Object.fromEntries(kept))
  const bytes = Buffer.byteLength(text)
  // Many small ones are large together.
  return bytes > 16 * MOST_BYTES ? JSON.stringify({ __codefyui__: 'truncated', bytes }) : text
}

export async function addAppRun(trx: Trx, run: GraphAppRunTable): Promise<void> {
  await trx.insertInto('graph_app_run').values(run).execute()
  const { count } = await trx
    .selectFrom('graph_app_run')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('account_id', '=', run.account_id)
    .where('slug', '=', run.slug)
    .executeTakeFirstOrThrow()
  if (Number(count) <= MOST_RUNS) return
  const oldest = trx
    .selectFrom('graph_app_run')
    .select('run_id')
    .where('account_id', '=', run.account_id)
    .where('slug', '=', run.slug)
    .orderBy('created_at')
    .orderBy('run_id')
    .limit(Number(count) - MOST_RUNS)
  await trx
    .deleteFrom('graph_app_run')
    .where('account_id', '=', run.account_id)
    .where('slug', '=', run.slug)
    .where('run_id', 'in', oldest)
    .execute()
}

/** The runs of an app, the newest first, without what went in and came out. */
export async function listAppRuns(
  db: Db,
  accountId: string,
  slug: string,
  { limit, before }: { limit: number; before: number | undefined },
) {
  await getApp(db, accountId, slug)
  return db
    .selectFrom('graph_app_run')
    .select(['run_id', 'version', 'status', 'error_code', 'device', 'key_id', 'total_ms', 'created_at'])
    .where('account_id', '=', accountId)
    .where('slug', '=', slug)
    .$if(before !== undefined, (query) => query.where('created_at', '<', before!))
    .orderBy('created_at', 'desc')
    .orderBy('run_id', 'desc')
    .limit(limit)
    .execute()
}

/** @throws Fault `not_found` */
export async function getAppRun(db: Db, accountId: string, slug: string, runId: string) {
  await getApp(db, accountId, slug)
  const row = await db
    .selectFrom('graph_app_run')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('slug', '=', slug)
    .where('run_id', '=', runId)
    .executeTakeFirst()
  if (!row) {
    throw new Fault('not_found', `App '${slug}' has no run '${runId}'`, { as: 'run_not_found' })
  }
  return row
}
