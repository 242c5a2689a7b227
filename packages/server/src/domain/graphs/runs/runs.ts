import pLimit from 'p-limit'
import type { Database, Trx } from '../../../db/database.ts'
import type { GraphRunTable, RunStatus } from '../../../db/tables/graphs.ts'
import { Fault } from '../../../fault.ts'
import { newId } from '../../../ids.ts'
import type { Caller } from '../../accounts/caller.ts'
import { nothingRan, type Outcome } from '../execute/execute.ts'
import { ResultCache } from '../execute/result-cache.ts'
import type { Plan } from '../plan/plan-run.ts'
import { LiveRun, type RunFrame } from './live-run.ts'
import { performRun, type RunTask, type RunTools } from './perform-run.ts'
import { byBytes, compareBytes, isBefore, isOlder, type Place } from './place.ts'
import { RunJournal } from './run-journal.ts'
import type { RunRequest } from './run-request.ts'

/** Graphs that run at the same time; the others wait in line. Calls have a line of their own: a training may take hours. */
const PARALLEL = { runs: 2, calls: 8 }
const FLUSH_MS = 250
/** How often a server says that it is alive, also where its runs have nothing to tell. */
const BEAT_MS = 3000
/** A run whose server has said nothing for so long is taken to have ended with it. */
const SILENT_MS = 12_000

export interface RunsOptions extends RunTools {
  database: Database
}

/** What is known of a graph that runs again and again. */
export interface PreparedRun {
  plan: Plan
  /** The graph as JSON. */
  document: string
}

/**
 * All runs of graphs. A run belongs to the server: it goes on when who started it leaves, and its events are kept, so
 * that anybody of the account can attach later and read them from any place on.
 */
export class Runs {
  readonly #options: RunsOptions
  readonly #serverId = newId('srv')
  readonly #live = new Map<string, LiveRun>()
  readonly #results = new ResultCache()
  readonly #runLine = pLimit(PARALLEL.runs)
  readonly #callLine = pLimit(PARALLEL.calls)
  readonly #flusher: NodeJS.Timeout
  readonly #beater: NodeJS.Timeout
  readonly #journal: RunJournal
  #beating: Promise<void> = Promise.resolve()

  constructor(options: RunsOptions) {
    this.#options = options
    this.#journal = new RunJournal({ ...options, serverId: this.#serverId })
    this.#flusher = setInterval(() => void this.#flush(), FLUSH_MS).unref()
    this.#beater = setInterval(() => {
      this.#beating = this.#beat().catch((error: unknown) =>
        options.log.error({ err: error }, 'runs could not be looked after'),
      )
    }, BEAT_MS).unref()
  }

  /** Says that the runs here go on, and of runs elsewhere that have fallen silent that they do not. */
  async #beat(): Promise<void> {
    const now = Date.now()
    if (this.#live.size > 0) await this.#options.database.write((trx) => this.#markSeen(trx, now))
    await this.sweep(now)
  }

  async #markSeen(trx: Trx, now: number): Promise<void> {
    await trx
      .updateTable('graph_run')
      .set({ seen_at: now })
      .where('server_id', '=', this.#serverId)
      .where('status', 'in', ['queued', 'running'])
      .execute()
  }

  /** Runs that ended with a server that is gone say so. Asked at the start, and every few seconds. */
  async sweep(now = Date.now()): Promise<void> {
    const silent = await this.#options.database.read
      .selectFrom('graph_run')
      .select('id')
      .where('status', 'in', ['queued', 'running'])
      .where('seen_at', '<', now - SILENT_MS)
      .limit(1)
      .executeTakeFirst()
    if (!silent) return
    await this.#options.database.write(async (trx) => {
      await trx
        .updateTable('graph_run')
        .set({ status: 'interrupted', ended_at: now, error: 'the server stopped while it ran' })
        .where('status', 'in', ['queued', 'running'])
        .where('seen_at', '<', now - SILENT_MS)
        .execute()
    })
  }

  /**
   * Accepts a run; it begins when its turn comes. Once this returns, the run is on record; a call is soon after it was
   * answered, or when it goes on for long.
   */
  async start(caller: Caller, request: RunRequest, prepared?: PreparedRun): Promise<LiveRun> {
    const accountId = caller.account.id
    const id = request.runId ?? newId('run')
    await this.#putAwayIfEnded(accountId, id)
    if (this.find(accountId, id)) {
      throw new Fault('conflict', `a run with the id "${id}" is going on`, { field: 'run_id' })
    }
    const run = new LiveRun(id, accountId, request, prepared?.document)
    this.#live.set(keyOf(accountId, id), run)
    try {
      if (!run.isCall) await this.#journal.write(run)
    } catch (error) {
      this.#live.delete(keyOf(accountId, id))
      throw error
    }
    void this.#perform({ caller, run, request, plan: prepared?.plan })
    return run
  }

  async #perform(task: Omit<RunTask, 'cache'>): Promise<void> {
    const { run } = task
    // Others run while this one is written down.
    const outcome = await this.#inTurn(task)
    run.conclude(outcome, summarizeRun(outcome, run.frames))
    if (run.isCall) run.end(outcome)
    await (run.isCall ? this.#journal.writeSoon(run) : this.#journal.write(run)).catch((error: unknown) =>
      this.#options.log.error({ err: error, run: run.id }, 'a run could not be put away'),
    )
    this.#live.delete(keyOf(run.accountId, run.id))
    if (!run.isCall) run.end(outcome)
    run.leave()
  }

  /** Runs when its turn comes; what is cancelled before that leaves the line at once. */
  async #inTurn(task: Omit<RunTask, 'cache'>): Promise<Outcome> {
    const { run } = task
    const { signal } = run.stopper
    const { promise: cancelled, resolve } = Promise.withResolvers<undefined>()
    signal.addEventListener('abort', () => resolve(undefined), { once: true })
    const line = run.isCall ? this.#callLine : this.#runLine
    const turn = line(() => (signal.aborted ? undefined : this.#outcomeOf(task)))
    await Promise.race([turn, cancelled])
    return (run.status === 'queued' ? undefined : await turn) ?? this.#outcomeOf(task)
  }

  async #outcomeOf(task: Omit<RunTask, 'cache'>): Promise<Outcome> {
    const { run, request } = task
    const timeout = request.timeoutMs
      ? setTimeout(() => run.stopper.abort(new Error('timeout')), request.timeoutMs)
      : undefined
    try {
      if (!run.stopper.signal.aborted) run.begin()
      return await performRun(this.#options, { ...task, cache: this.#results.of(run.accountId) })
    } catch (error) {
      this.#options.log.error({ err: error, run: run.id }, 'a run of a graph failed')
      const message = error instanceof Fault ? error.message : 'the run failed inside the server'
      if (!run.isTold) run.tell({ type: 'execution_error', error: message })
      return { status: 'failed', error: message, ...nothingRan() }
    } finally {
      clearTimeout(timeout)
    }
  }

  /** Writes what has happened since. */
  async #flush(): Promise<void> {
    const now = Date.now()
    const stale = [...this.#live.values()].filter(
      // A call that takes no time is written once, when it has ended; what has ended is being written.
      (run) => run.status === 'running' && run.isBehind && now - run.createdAt >= FLUSH_MS,
    )
    await Promise.all(
      stale.map((run) =>
        this.#journal
          .write(run)
          .catch((error: unknown) =>
            this.#options.log.error({ err: error, run: run.id }, 'events of a run could not be written'),
          ),
      ),
    )
  }

  /** A run of an account that is going on here. */
  find(accountId: string, id: string): LiveRun | undefined {
    return this.#live.get(keyOf(accountId, id))
  }

  /** Of a run that has ended here, or was told to, waits until that is on record. */
  async #putAwayIfEnded(accountId: string, id: string): Promise<void> {
    const run = this.find(accountId, id)
    if (run?.hasEnded || run?.stopper.signal.aborted) await run.putAway
  }

  /**
   * Hands out the events of a run after `cursor`, then what still comes.
   *
   * @returns how to stop listening, and how the run stands
   * @throws Fault `not_found`
   */
  async attach(
    accountId: string,
    id: string,
    cursor: number,
    listener: (frame: RunFrame) => void,
  ): Promise<{ status: RunStatus; detach(): void }> {
    const live = this.find(accountId, id)
    if (live) return { status: live.status, detach: live.listen(cursor, listener) }
    const { status } = await this.get(accountId, id)
    for (const frame of await this.events(accountId, id, { cursor, limit: 100_000 })) listener(frame)
    return { status, detach: () => {} }
  }

  /** Events after a cursor, at most `limit`. */
  async events(
    accountId: string,
    id: string,
    { cursor, limit }: { cursor: number; limit: number },
  ): Promise<RunFrame[]> {
    const live = this.find(accountId, id)
    if (live) return live.frames.slice(Math.max(0, cursor), Math.max(0, cursor) + limit)
    await this.get(accountId, id)
    const rows = await this.#options.database.read
      .selectFrom('graph_run_event')
      .select('event')
      .where('account_id', '=', accountId)
      .where('run_id', '=', id)
      .where('cursor', '>', cursor)
      .orderBy('cursor')
      .limit(limit)
      .execute()
    // A row holds one event, or as a list all that came since the row before.
    return rows
      .flatMap(({ event }) => JSON.parse(event) as RunFrame | RunFrame[])
      .filter((frame) => frame.cursor > cursor)
      .slice(0, limit)
  }

  /** @throws Fault `not_found` */
  async get(accountId: string, id: string): Promise<GraphRunTable> {
    const live = this.find(accountId, id)
    if (live) return live.toRow(this.#serverId)
    const row = await this.#options.database.read
      .selectFrom('graph_run')
      .selectAll()
      .where('account_id', '=', accountId)
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) throw new Fault('not_found', `run '${id}' not found`)
    return row
  }

  /** How a run stands, undefined where there is none. */
  async findStatus(accountId: string, id: string): Promise<RunStatus | undefined> {
    return this.get(accountId, id).then(
      ({ status }) => status,
      (error: unknown) => {
        if (error instanceof Fault && error.code === 'not_found') return undefined
        throw error
      },
    )
  }

  /** The newest first; `before` is the place of the last one seen. */
  async list(accountId: string, { limit, before }: { limit: number; before?: Place | undefined }) {
    const { database } = this.#options
    const id = byBytes(database, 'id')
    const rows: GraphRunTable[] = await database.read
      .selectFrom('graph_run')
      .selectAll()
      .where('account_id', '=', accountId)
      .$if(before !== undefined, (query) => query.where(isBefore(before!, id)))
      .orderBy('created_at', 'desc')
      .orderBy(id, 'desc')
      .limit(limit)
      .execute()
    const live = [...this.#live.values()]
      .filter((run) => run.accountId === accountId && (before === undefined || isOlder(run, before)))
      .map((run) => run.toRow(this.#serverId))
    if (live.length === 0) return rows
    const byId = new Map([...rows, ...live].map((row) => [row.id, row]))
    return [...byId.values()]
      .sort((a, b) => b.created_at - a.created_at || compareBytes(b.id, a.id))
      .slice(0, limit)
  }

  /** Stops a run, or takes it out of the line. Says whether there was anything to stop here. */
  cancel(accountId: string, id: string): boolean {
    const run = this.find(accountId, id)
    if (!run || run.isTold || run.stopper.signal.aborted) return false
    run.stopper.abort()
    return true
  }

  /** @throws Fault `not_found`, `conflict` while it goes on */
  async remove(accountId: string, id: string): Promise<void> {
    await this.#putAwayIfEnded(accountId, id)
    await this.get(accountId, id)
    if (this.find(accountId, id)) throw new Fault('conflict', 'the run is going on: cancel it first')
    await this.#options.database.write(async (trx) => {
      await trx.deleteFrom('graph_run').where('account_id', '=', accountId).where('id', '=', id).execute()
    })
  }

  clearCache(accountId: string): void {
    this.#results.clear(accountId)
  }

  /** Stops what runs and waits until it is on record. */
  async close(): Promise<void> {
    clearInterval(this.#flusher)
    clearInterval(this.#beater)
    const running = [...this.#live.values()]
    for (const run of running) run.stopper.abort()
    await Promise.all(running.map(({ putAway }) => putAway))
    await this.#beating
  }
}

const keyOf = (accountId: string, id: string) => `${accountId}\u0000${id}`

/** What a run came to: counts, and the series of figures that it told. */
function summarizeRun({ ran, cached, skipped, failedId }: Outcome, frames: readonly RunFrame[]) {
  const metrics: Record<string, number[]> = {}
  for (const { progress } of frames) {
    const { event, loss, val_loss, lr } = (progress ?? {}) as Record<string, unknown>
    if (event !== 'epoch') continue
    for (const [name, value] of Object.entries({ train_loss: loss, val_loss, lr })) {
      if (typeof value !== 'number') continue
      metrics[name] ??= []
      metrics[name].push(value)
    }
  }
  const counts = { ran: ran.length, cached: cached.length, skipped: skipped.length }
  return { ...counts, ...(failedId !== undefined && { failed_node: failedId }), metrics }
}
