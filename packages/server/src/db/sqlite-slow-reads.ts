import { Worker } from 'node:worker_threads'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Db } from './database.ts'
import type { Tables } from './tables.ts'

export interface SlowQuery {
  id: number
  sql: string
  parameters: readonly unknown[]
}

export type SlowAnswer = { id: number; rows: unknown[] } | { id: number; error: string }

/**
 * A read-only Kysely whose queries run in a worker thread: `node:sqlite` is synchronous, and a query that
 * reads many rows would otherwise stop the event loop. The worker starts with the first query.
 */
export function slowReads(file: string): Db {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new WorkerDriver(file),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  })
}

class WorkerDriver implements Driver, DatabaseConnection {
  readonly #file: string
  readonly #waiting = new Map<
    number,
    { resolve: (rows: unknown[]) => void; reject: (error: Error) => void }
  >()
  #worker: Worker | undefined
  #lastId = 0

  constructor(file: string) {
    this.#file = file
  }

  async init() {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this
  }

  async releaseConnection() {}

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const id = ++this.#lastId
    const rows = await new Promise<unknown[]>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      const worker = this.#start()
      worker.ref()
      worker.postMessage({ id, sql, parameters } satisfies SlowQuery)
    })
    return { rows: rows as R[] }
  }

  // biome-ignore lint/correctness/useYield: Kysely's interface asks for a generator; nothing streams here.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('slow reads cannot stream')
  }

  async beginTransaction() {
    throw new Error('slow reads have no transactions')
  }
  async commitTransaction() {}
  async rollbackTransaction() {}

  async destroy() {
    await this.#worker?.terminate()
    this.#fail(new Error('the database is closed'))
  }

  #start(): Worker {
    if (this.#worker) return this.#worker
    const worker = new Worker(new URL('./sqlite-slow-reads.worker.ts', import.meta.url), {
      workerData: this.#file,
    })
    worker.on('message', (answer: SlowAnswer) => {
      const waiting = this.#waiting.get(answer.id)
      this.#waiting.delete(answer.id)
      if ('error' in answer) waiting?.reject(new Error(answer.error))
      else waiting?.resolve(answer.rows)
      if (this.#waiting.size === 0) worker.unref()
    })
    const gone = (error: Error) => {
      this.#worker = undefined
      this.#fail(error)
    }
    worker.on('error', gone)
    worker.on('exit', () => gone(new Error('the worker for slow reads ended')))
    this.#worker = worker
    return worker
  }

  #fail(error: Error) {
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
  }
}
