import type { Database, Trx } from '../../../db/database.ts'
import { GroupWriter } from '../../../db/group-writer.ts'
import type { GraphAppRunTable } from '../../../db/tables/graphs.ts'
import { Fault } from '../../../fault.ts'
import { byBytes, isBefore, type Place } from '../runs/place.ts'
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

export interface AppRunsOptions {
  database: Database
  log: { error(details: object, message: string): void }
}

/** The calls of apps: answered first, then written down many at a time, and found here all the while. */
export class AppRuns {
  readonly #options: AppRunsOptions
  readonly #writer: GroupWriter<GraphAppRunTable>

  constructor(options: AppRunsOptions) {
    this.#options = options
    const { database } = options
    this.#writer = new GroupWriter({ commit: (rows) => database.writeSoon((trx) => addAppRuns(trx, rows)) })
  }

  add(run: GraphAppRunTable): void {
    this.#writer.writeSoon(run).catch((error: unknown) =>
      // What was asked for is there: it is answered even when it cannot be noted, say because the app was deleted.
      this.#options.log.error({ err: error, run: run.run_id }, 'a call of an app could not be kept'),
    )
  }

  /** Waits until all that was answered is on record. */
  settle(): Promise<void> {
    return this.#writer.settle()
  }

  /** The runs of an app, the newest first, without what went in and came out. */
  async list(
    accountId: string,
    slug: string,
    { limit, before }: { limit: number; before: Place | undefined },
  ) {
    await this.settle()
    const { database } = this.#options
    await getApp(database.read, accountId, slug)
    const id = byBytes(database, 'run_id')
    return database.read
      .selectFrom('graph_app_run')
      .select(['run_id', 'version', 'status', 'error_code', 'device', 'key_id', 'total_ms', 'created_at'])
      .where('account_id', '=', accountId)
      .where('slug', '=', slug)
      .$if(before !== undefined, (query) => query.where(isBefore(before!, id)))
      .orderBy('created_at', 'desc')
      .orderBy(id, 'desc')
      .limit(limit)
      .execute()
  }

  /** @throws Fault `not_found` */
  async get(accountId: string, slug: string, runId: string) {
    await this.settle()
    const { read } = this.#options.database
    await getApp(read, accountId, slug)
    const row = await read
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
}

/** Rows of one statement: it takes a bounded number of values. */
const MOST_ROWS = 200

async function addAppRuns(trx: Trx, rows: readonly GraphAppRunTable[]): Promise<void> {
  for (let i = 0; i < rows.length; i += MOST_ROWS) {
    await trx
      .insertInto('graph_app_run')
      .values(rows.slice(i, i + MOST_ROWS))
      .execute()
  }
  const apps = new Map(rows.map((row) => [`${row.account_id}/${row.slug}`, row]))
  for (const { account_id, slug } of apps.values()) await forgetOldest(trx, account_id, slug)
}

async function forgetOldest(trx: Trx, accountId: string, slug: string): Promise<void> {
  const { count } = await trx
    .selectFrom('graph_app_run')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('account_id', '=', accountId)
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow()
  if (Number(count) <= MOST_RUNS) return
  const oldest = trx
    .selectFrom('graph_app_run')
    .select('run_id')
    .where('account_id', '=', accountId)
    .where('slug', '=', slug)
    .orderBy('created_at')
    .orderBy('run_id')
    .limit(Number(count) - MOST_RUNS)
  await trx
    .deleteFrom('graph_app_run')
    .where('account_id', '=', accountId)
    .where('slug', '=', slug)
    .where('run_id', 'in', oldest)
    .execute()
}
