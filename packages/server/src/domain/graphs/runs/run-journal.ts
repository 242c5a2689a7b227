import type { Database, Trx } from '../../../db/database.ts'
import { GroupWriter } from '../../../db/group-writer.ts'
import type { GraphRunTable } from '../../../db/tables/graphs.ts'
import { CALLS, type LiveRun } from './live-run.ts'

/** Rows of one statement: it takes a bounded number of values. */
const MOST_ROWS = 200
/** Runs kept of each account with their events: so many that were started, and so many calls. */
const MAX_KEPT = 200
/** Older ones are looked for once for so many that end. */
const TRIM_EVERY = 100

export interface JournalOptions {
  database: Database
  serverId: string
  log: { error(details: object, message: string): void }
}

/** Writes runs down as they stand, many at a time. */
export class RunJournal {
  readonly #options: JournalOptions
  readonly #writer: GroupWriter<LiveRun>
  /** Runs that have ended since the oldest ones were forgotten, by account and sort. */
  readonly #ended = new Map<string, number>()

  constructor(options: JournalOptions) {
    this.#options = options
    this.#writer = new GroupWriter({ commit: (runs) => this.#commit(runs), choose: withoutForgotten })
  }

  /** Writes how a run stands, and what has happened in it since the last time; resolves once that is durable. */
  write(run: LiveRun): Promise<void> {
    run.wasWrittenEarly ||= !run.hasEnded
    return this.#writer.write(run)
  }

  /**
   * The same a little later, with all that ends until then: for a call that has been answered. Where calls come so fast
   * that one would be forgotten as soon as it is written, it is not written at all.
   */
  writeSoon(run: LiveRun): Promise<void> {
    return this.#writer.writeSoon(run)
  }

  async #commit(all: readonly LiveRun[]): Promise<void> {
    const runs = [...new Set(all)]
    const upTo = runs.map(({ frames }) => frames.length)
    const rows = runs.map((run) => this.#rowOf(run))
    const fresh = rows.filter((_, i) => !runs[i]!.isOnRecord)
    const full = this.#countEnded(runs)
    const packs = runs.flatMap((run, i) => packOf(run, upTo[i]!))
    const work = async (trx: Trx) => {
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
      for (const { accountId, isCall } of full) await forgetOldest(trx, accountId, isCall)
    }
    const { database } = this.#options
    // Nobody was told that an answered call is on record: it need not wait for the disk.
    const isAnswered = runs.every((run) => run.isCall && run.hasEnded)
    await (isAnswered ? database.writeSoon(work) : database.write(work))
    for (const sort of full) this.#ended.set(keyOf(sort), 0)
    for (const [i, run] of runs.entries()) {
      run.isOnRecord = true
      run.written = upTo[i]!
      run.writtenStatus = rows[i]!.status
    }
  }

  /** Of which so many runs have ended that it is time to forget the oldest. */
  #countEnded(runs: readonly LiveRun[]): Sort[] {
    const full = new Map<string, Sort>()
    for (const { hasEnded, accountId, isCall } of runs) {
      if (!hasEnded) continue
      const key = keyOf({ accountId, isCall })
      const count = (this.#ended.get(key) ?? TRIM_EVERY - 1) + 1
      this.#ended.set(key, count)
      if (count >= TRIM_EVERY) full.set(key, { accountId, isCall })
    }
    return [...full.values()]
  }

  #rowOf(run: LiveRun): GraphRunTable {
    return run.toRow(this.#options.serverId)
  }
}

/** Runs of an account that are kept up to a number: calls, or the others, which calls must not push out. */
type Sort = Pick<LiveRun, 'accountId' | 'isCall'>

const keyOf = ({ accountId, isCall }: Sort) => `${accountId}/${isCall}`

/** Leaves out the calls after which so many others of their account wait that they would be forgotten at once. */
function withoutForgotten(runs: readonly LiveRun[]): Set<LiveRun> {
  const calls = new Map<string, number>()
  return new Set(
    runs.toReversed().filter((run) => {
      // One that took long may be on record as running.
      if (!run.isCall || run.wasWrittenEarly) return true
      const count = (calls.get(run.accountId) ?? 0) + 1
      calls.set(run.accountId, count)
      return count <= MAX_KEPT
    }),
  )
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

async function forgetOldest(trx: Trx, accountId: string, isCall: boolean): Promise<void> {
  const bound = await trx
    .selectFrom('graph_run')
    .select('created_at')
    .where('account_id', '=', accountId)
    .where('status', 'not in', ['queued', 'running'])
    .where('origin', isCall ? 'in' : 'not in', CALLS)
    .orderBy('created_at', 'desc')
    .limit(1)
    .offset(MAX_KEPT)
    .executeTakeFirst()
  if (!bound) return
  await trx
    .deleteFrom('graph_run')
    .where('account_id', '=', accountId)
    .where('status', 'not in', ['queued', 'running'])
    .where('origin', isCall ? 'in' : 'not in', CALLS)
    .where('created_at', '<=', bound.created_at)
    .execute()
}
