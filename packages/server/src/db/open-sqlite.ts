import { setTimeout } from 'node:timers/promises'
import { type CompiledQuery, Kysely } from 'kysely'
import type { Database, Db, PointQuery, Trx } from './database.ts'
import { migrateSqlite } from './migrate.ts'
import { nodeSqliteDialect, openSqliteFile } from './sqlite-dialect.ts'
import { SqlitePoints } from './sqlite-points.ts'
import { SqliteQueue } from './sqlite-queue.ts'
import { slowReads } from './sqlite-slow-reads.ts'
import type { Tables } from './tables.ts'

/**
 * Opens (and creates, and migrates) the embedded database.
 *
 * Reader and writer are two connections: on one, a read would wait out the open transaction and see its
 * uncommitted rows.
 */
export function openSqlite(file: string): Database {
  const writerFile = openSqliteFile(file)
  migrateSqlite(writerFile)
  writerFile.exec('pragma busy_timeout = 0')
  const writer = new Kysely<Tables>({ dialect: nodeSqliteDialect(writerFile, { begin: 'begin immediate' }) })
  const readFile = openSqliteFile(file, { readOnly: true })
  const read = new Kysely<Tables>({ dialect: nodeSqliteDialect(readFile) })
  const slow = slowReads(file)
  const points = new SqlitePoints(readFile)
  const write = async <T>(work: (trx: Trx) => Promise<T>, begin = writer): Promise<T> => {
    const result = await whenFree(() => begin.transaction().execute(work))
    points.afterCommit()
    return result
  }
  // Commits are appended to one log, so the next that is synchronised takes this one to the disk as well.
  const writeSoon = <T>(work: (trx: Trx) => Promise<T>): Promise<T> =>
    writer.connection().execute(async (connection) => {
      writerFile.exec('pragma synchronous = normal')
      try {
        return await write(work, connection)
      } finally {
        writerFile.exec('pragma synchronous = full')
      }
    })
  const queue = new SqliteQueue(write, read)
  const thenQueue = async <T>(writing: Promise<T>): Promise<T> => {
    const result = await writing
    queue.afterCommit()
    return result
  }
  return {
    kind: 'sqlite',
    read,
    slow,
    queue,
    prepare: <Row>(name: string, build: (db: Db) => { compile(): CompiledQuery<Row> }) =>
      points.prepare(name, build(read).compile().sql) as PointQuery<Row>,
    write: (work) => thenQueue(write(work)),
    writeSoon: (work) => thenQueue(writeSoon(work)),
    async close() {
      await queue.stop()
      await Promise.all([slow.destroy(), read.destroy()])
      // The last connection to close folds the write-ahead log into the file.
      await writer.destroy()
    },
  }
}

const SQLITE_BUSY = 5
const PATIENCE_MS = 10_000

/**
 * Tries again while another process is writing to the file.
 *
 * The writing connection does not wait inside SQLite, which would stop the event loop; only its `begin
 * immediate` can find the file busy, so nothing is done twice.
 */
async function whenFree<T>(write: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    try {
      return await write()
    } catch (error) {
      if ((error as { errcode?: number }).errcode !== SQLITE_BUSY || Date.now() > deadline) throw error
      await setTimeout(2 + Math.random() * 20)
    }
  }
}
