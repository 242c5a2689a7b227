import type { Database, Trx } from '../../../db/database.ts'
import type { GraphRunTable } from '../../../db/tables/graphs.ts'
import type { LiveRun } from './live-run.ts'

/** Rows of one statement: it takes a bounded number of values. */
const MOST_ROWS = 200
/** Milliseconds that a commit waits at most while more keep coming. */
const GATHER_MS = 10
/** Runs kept of each account, with their events. */
const MAX_KEPT = 200
/** Older ones are looked for once for so many that end. */
const TRIM_EVERY = 100

export interface JournalOptions {
  database: Database
  serverId: string
  log: { error(details: object, message: string): void }
}

interface Waiting {
  run: LiveRun
  resolve(): void
  reject(error: unknown): void
}

/**
 * Writes runs down as they stand: while one commit waits for the disk, all that comes meanwhile is collected for the
 * next, so that many runs cost as little as one.
 */
export class RunJournal {
  readonly #options: JournalOptions
  #waiting: Waiting[] = []
  #isWriting = false
  /** Runs that have ended since the oldest ones were forgotten, by account. */
  readonly #ended = new Map<string, number>()

  constructor(options: JournalOptions) {
    this.#options = options
  }

  /** Writes how a run stands, and what has happened in it since the last time; resolves once that is durable. */
  write(run: LiveRun): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.#waiting.push({ run, resolve, reject })
    if (!this.#isWriting) void this.#writeAll()
    return promise
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true
    while (this.#waiting.length > 0) {
      await this.#gather()
      const batch = this.#waiting
      this.#waiting = []
      await this.#commit(batch.map(({ run }) => run)).then(
        () => {
          for (const { resolve } of batch) resolve()
        },
        // One that cannot be written must not take the others along.
        () => this.#oneByOne(batch),
      )
    }
    this.#isWriting = false
  }

  /** A commit takes as long for many as for one: what is about to end goes along. */
  async #gather(): Promise<void> {
    const latest = performance.now() + GATHER_MS
    let count: number
    do {
      count = this.#waiting.length
      await new Promise(setImmediate)
    } while (this.#waiting.length > count && performance.now() < latest)
  }

  async #oneByOne(batch: readonly Waiting[]): Promise<void> {
    for (const { run, resolve, reject } of batch) await this.#commit([run]).then(resolve, reject)
  }

  async #commit(all: readonly LiveRun[]): Promise<void> {
    const runs = [...new Set(all)]
    const upTo = runs.map(({ frames }) => frames.length)
    const rows = runs.map((run) => this.#rowOf(run))
    const fresh = rows.filter((_, i) => !runs[i]!.isOnRecord)
    const full = this.#countEnded(rows)
    const packs = runs.flatMap((run, i) => packOf(run, upTo[i]!))
    await this.#options.database.write(async (trx) => {
      for (const [i, row] of rows.entries()) {
        if (runs[i]!.isOnRecord) await update(trx, row)
        // A client that uses an id again means the new run.
        else if (runs[i]!.replaces) await remove(trx, row)
      }
      for (let i = 0; i < fresh.length; i += MOST_ROWS) {
        await trx
          .insertInto('graph_run')
          .values(fresh.slice(i, i + MOST_ROWS))
          .execute()
      }
      for (let i = 0; i < packs.length; i += MOST_ROWS) {
        await trx
          .insertInto('graph_run_event')
          .values(packs.slice(i, i + MOST_ROWS))
          .execute()
      }
      for (const accountId of full) await forgetOldest(trx, accountId)
    })
    for (const accountId of full) this.#ended.set(accountId, 0)
    for (const [i, run] of runs.entries()) {
      run.isOnRecord = true
      run.written = upTo[i]!
      run.writtenStatus = rows[i]!.status
    }
  }

  /** The accounts of which so many runs have ended that it is time to forget the oldest. */
  #countEnded(rows: readonly GraphRunTable[]): string[] {
    for (const { account_id: id, ended_at: ended } of rows) {
      if (ended !== null) this.#ended.set(id, (this.#ended.get(id) ?? TRIM_EVERY - 1) + 1)
    }
    return [...this.#ended].flatMap(([id, count]) => (count >= TRIM_EVERY ? [id] : []))
  }

  #rowOf(run: LiveRun): GraphRunTable {
    return run.toRow(this.#options.serverId)
  }
}

/** What has happened since the last time, as one row: its cursor is that of the last event in it. */
function packOf(run: LiveRun, upTo: number) {
  if (upTo === run.written) return []
  const event = JSON.stringify(run.frames.slice(run.written, upTo))
  return [{ account_id: run.accountId, run_id: run.id, cursor: upTo, event }]
}

const update = (
  trx: Trx,
  { account_id, id, status, started_at, ended_at, error, summary, seen_at }: GraphRunTable,
) =>
  trx
    .updateTable('graph_run')
    .set({ status, started_at, ended_at, error, summary, seen_at })
    .where('account_id', '=', account_id)
    .where('id', '=', id)
    .execute()

const remove = (trx: Trx, { account_id, id }: GraphRunTable) =>
  trx.deleteFrom('graph_run').where('account_id', '=', account_id).where('id', '=', id).execute()

async function forgetOldest(trx: Trx, accountId: string): Promise<void> {
  const bound = await trx
    .selectFrom('graph_run')
    .select('created_at')
    .where('account_id', '=', accountId)
    .where('status', 'not in', ['queued', 'running'])
    .orderBy('created_at', 'desc')
    .limit(1)
    .offset(MAX_KEPT)
    .executeTakeFirst()
  if (!bound) return
  await trx
    .deleteFrom('graph_run')
    .where('account_id', '=', accountId)
    .where('status', 'not in', ['queued', 'running'])
    .where('created_at', '<=', bound.created_at)
    .execute()
}
