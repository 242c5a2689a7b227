import { availableParallelism } from 'node:os'
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

export type SlowAnswer = { id: number; columns: string[]; rows: unknown[][] } | { id: number; error: string }

/** A search that meets a long report must not wait for it; more than these would take the memory and cores of others. */
const MOST_WORKERS = Math.min(4, Math.max(2, availableParallelism()))

/**
 * A read-only Kysely whose queries run in worker threads: `node:sqlite` is synchronous, and a query that
 * reads many rows would otherwise stop the event loop. A worker starts with the first query that finds all
 * others busy.
 */
export function slowReads(file: string): Db {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new ManyReaders(),
      createDriver: () => new WorkerDriver(file),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  })
}

/** Kysely lets one query at a time into a database of one connection, which would make all of them queue. */
class ManyReaders extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

class WorkerDriver implements Driver, DatabaseConnection {
  readonly #file: string
  readonly #workers: SlowReader[] = []

  constructor(file: string) {
    this.#file = file
  }

  async init() {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this
  }

  async releaseConnection() {}

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    return { rows: (await this.#leastBusy().ask(sql, parameters)) as R[] }
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
    await Promise.all(this.#workers.map((worker) => worker.close()))
  }

  #leastBusy(): SlowReader {
    const [least] = this.#workers.toSorted((a, b) => a.waiting - b.waiting)
    if (least && (least.waiting === 0 || this.#workers.length >= MOST_WORKERS)) return least
    const added = new SlowReader(this.#file)
    this.#workers.push(added)
    return added
  }
}

/** One worker, and who waits for it. One that ends is replaced with the next query. */
class SlowReader {
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

  get waiting(): number {
    return this.#waiting.size
  }

  ask(sql: string, parameters: readonly unknown[]): Promise<unknown[]> {
    const id = ++this.#lastId
    return new Promise<unknown[]>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      const worker = this.#start()
      worker.ref()
      worker.postMessage({ id, sql, parameters } satisfies SlowQuery)
    })
  }

  async close(): Promise<void> {
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
      else waiting?.resolve(answer.rows.map((row) => toObject(answer.columns, row)))
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

function toObject(columns: readonly string[], row: readonly unknown[]): Record<string, unknown> {
  const object: Record<string, unknown> = {}
  for (const [i, column] of columns.entries()) object[column] = row[i]
  return object
}
