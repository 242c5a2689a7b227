import type { Logger } from 'pino'
import type { Database, Db, Trx } from './database.ts'
import { type JobHandler, MAX_ATTEMPTS, type Queue } from './queue.ts'

/** How many jobs run at a time, and how long until the table is looked at without being told. */
const CONCURRENCY = 4
const POLL_MS = 1000

/** Waits before the next try of a job: 2, 4, 8 … seconds, an hour at most. */
const backoffMs = (attempts: number) => Math.min(2 ** attempts, 3600) * 1000

interface Job {
  id: number
  name: string
  payload: string
  attempts: number
}

/** The queue of a server that is alone on its SQLite file: a table, and a wake-up after each commit. */
export class SqliteQueue implements Queue {
  readonly #write: Database['write']
  readonly #read: Db
  readonly #running = new Set<Promise<void>>()
  #handlers: ReadonlyMap<string, JobHandler> | undefined
  #log: Logger | undefined
  #timer: NodeJS.Timeout | undefined
  #isLooking = false
  #lookAgain = false
  #hasNews = false

  constructor(write: Database['write'], read: Db) {
    this.#write = write
    this.#read = read
  }

  async enqueue(
    trx: Trx,
    name: string,
    payload: unknown,
    { key, runAt = Date.now() }: { key?: string; runAt?: number } = {},
  ) {
    const row = { name, payload: JSON.stringify(payload ?? null), run_at: runAt }
    if (key !== undefined) {
      // One that is running has given up its key below, so this finds only what has not started.
      await trx.deleteFrom('job').where('job_key', '=', key).execute()
    }
    await trx
      .insertInto('job')
      .values({ ...row, job_key: key ?? null, error: null, locked_at: null })
      .execute()
    this.#hasNews = true
  }

  /** To be called when a transaction has committed: what it enqueued is started at once. */
  afterCommit() {
    if (!this.#hasNews) return
    this.#hasNews = false
    void this.#look()
  }

  async work(handlers: ReadonlyMap<string, JobHandler>, log: Logger) {
    this.#handlers = handlers
    this.#log = log
    // Whoever held these is gone: this file has one server.
    await this.#write((trx) =>
      trx.updateTable('job').set({ locked_at: null }).where('locked_at', 'is not', null).execute(),
    )
    this.#timer = setInterval(() => void this.#look(), POLL_MS).unref()
    void this.#look()
  }

  async stop() {
    clearInterval(this.#timer)
    this.#handlers = undefined
    while (this.#isLooking) await new Promise(setImmediate)
    await Promise.allSettled(this.#running)
  }

  async #look() {
    if (!this.#handlers) return
    this.#lookAgain = this.#isLooking
    if (this.#isLooking) return
    this.#isLooking = true
    try {
      while (this.#handlers && this.#running.size < CONCURRENCY) {
        const job = await this.#claim()
        if (!job) break
        const run = this.#run(job, this.#handlers.get(job.name))
          .catch((error: unknown) =>
            this.#log?.error({ err: error, job: job.name }, 'a job cannot be marked done'),
          )
          .finally(() => {
            this.#running.delete(run)
            void this.#look()
          })
        this.#running.add(run)
      }
    } catch (error) {
      this.#log?.error({ err: error }, 'the job queue cannot be read')
    } finally {
      this.#isLooking = false
    }
    if (this.#lookAgain) void this.#look()
  }

  async #claim(): Promise<Job | undefined> {
    const now = Date.now()
    const isDue = await this.#read
      .selectFrom('job')
      .select('id')
      .where('locked_at', 'is', null)
      .where('run_at', '<=', now)
      .limit(1)
      .executeTakeFirst()
    if (!isDue) return undefined
    return this.#write(async (trx) => {
      const job = await trx
        .selectFrom('job')
        .select(['id', 'name', 'payload', 'attempts'])
        .where('locked_at', 'is', null)
        .where('run_at', '<=', now)
        .orderBy('run_at')
        .orderBy('id')
        .limit(1)
        .executeTakeFirst()
      if (!job) return undefined
      await trx.updateTable('job').set({ locked_at: now, job_key: null }).where('id', '=', job.id).execute()
      return job
    })
  }

  async #run(job: Job, handler: JobHandler | undefined): Promise<void> {
    try {
      if (!handler) throw new Error(`there is no job "${job.name}"`)
      await handler(JSON.parse(job.payload))
      await this.#write((trx) => trx.deleteFrom('job').where('id', '=', job.id).execute())
    } catch (error) {
      const attempts = job.attempts + 1
      this.#log?.error({ err: error, job: job.name, attempts }, 'a job failed')
      const isOver = attempts >= MAX_ATTEMPTS
      await this.#write((trx) =>
        trx
          .updateTable('job')
          .set({
            attempts,
            error: error instanceof Error ? error.message : String(error),
            run_at: isOver ? Number.MAX_SAFE_INTEGER : Date.now() + backoffMs(attempts),
            locked_at: null,
          })
          .where('id', '=', job.id)
          .execute(),
      )
    }
  }
}
