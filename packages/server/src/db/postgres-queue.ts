import { type Runner, run, Logger as WorkerLogger } from 'graphile-worker'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Logger } from 'pino'
import type { Trx } from './database.ts'
import { type EnqueueOptions, type JobHandler, MAX_ATTEMPTS, type Queue } from './queue.ts'

const CONCURRENCY = 4

/** The queue of many servers on one PostgreSQL: graphile-worker's tables, its locks and its notifications. */
export class PostgresQueue implements Queue {
  readonly #pool: pg.Pool
  #runner: Runner | undefined

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  async enqueue(trx: Trx, name: string, payload: unknown, { key, runAt }: EnqueueOptions = {}) {
    await sql`select graphile_worker.add_job(
      identifier => ${name},
      payload => ${JSON.stringify(payload ?? null)}::json,
      run_at => ${runAt === undefined ? null : new Date(runAt).toISOString()}::timestamptz,
      job_key => ${key ?? null},
      max_attempts => ${MAX_ATTEMPTS}
    )`.execute(trx)
  }

  async work(handlers: ReadonlyMap<string, JobHandler>, log: Logger) {
    this.#runner = await run({
      pgPool: this.#pool,
      concurrency: CONCURRENCY,
      noHandleSignals: true,
      taskList: Object.fromEntries(
        [...handlers].map(([name, handler]) => [name, (payload: unknown) => handler(payload)]),
      ),
      logger: new WorkerLogger(() => (level, message) => {
        if (level === 'error') log.error({ queue: message }, 'a job failed')
      }),
    })
  }

  async stop() {
    await this.#runner?.stop()
  }
}
