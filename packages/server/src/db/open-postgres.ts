import { runMigrations } from 'graphile-worker'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { Database, Trx } from './database.ts'
import { migratePostgres } from './migrate.ts'
import { preparePoint } from './postgres-points.ts'
import { PostgresQueue } from './postgres-queue.ts'
import type { Tables } from './tables.ts'
import { PREPARED } from './template.ts'

// bigint columns hold milliseconds, sizes and counts: all below 2^53, so they are plain numbers here.
// sum() and count() of them come back as numeric and int8.
const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.INT8, Number)
types.setTypeParser(pg.types.builtins.NUMERIC, Number)

/** SQLSTATE codes that mean "another transaction was in the way; the same work may succeed now". */
const RETRYABLE = new Set(['40001', '40P01', '55P03'])
const WRITE_ATTEMPTS = 5

/** Brings a database up to date: our tables, and the queue's. */
export async function preparePostgres(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await migratePostgres(client)
  } finally {
    await client.end()
  }
  await runMigrations({ connectionString: url })
}

/** A connection that prepares the texts it is asked for all the time. */
class PreparingClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: the library's own signature has nine overloads.
  override query(...given: any[]): any {
    const [text, values] = given
    const name = typeof text === 'string' && Array.isArray(values) ? PREPARED.get(text) : undefined
    const call = super.query as (...all: unknown[]) => unknown
    return name === undefined
      ? call.apply(this, given)
      : call.call(this, { name, text, values }, ...given.slice(2))
  }
}

/**
 * Compiling a query takes longer than any of ours runs. Asked for by a query of its own, since poolers in front
 * of a database refuse it among the options of a connection; where it cannot be had, queries are only slower.
 */
async function setUp(client: pg.ClientBase): Promise<void> {
  await client.query('set jit = off').catch(() => {})
}

/** Opens (and migrates) a PostgreSQL database that any number of servers may share. */
export async function openPostgres(url: string, { poolSize = 20 } = {}): Promise<Database> {
  await preparePostgres(url)
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    types,
    Client: PreparingClient,
    // Waited for before the connection is used.
    onConnect: setUp,
  })
  // A connection that dies while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const queue = new PostgresQueue(pool)
  return {
    kind: 'postgres',
    read: db,
    slow: db,
    queue,
    prepare: (name, build) => preparePoint(pool, name, build(db).compile().sql) as never,
    write: (work) => writeWithRetry(db, work),
    writeSoon: (work) =>
      writeWithRetry(db, async (trx) => {
        await sql`set local synchronous_commit = off`.execute(trx)
        return work(trx)
      }),
    async close() {
      await queue.stop()
      await db.destroy()
    },
  }
}

async function writeWithRetry<T>(db: Kysely<Tables>, work: (trx: Trx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(work)
    } catch (error) {
      const code = (error as { code?: string }).code ?? ''
      if (!RETRYABLE.has(code) || attempt === WRITE_ATTEMPTS) throw error
    }
  }
}
