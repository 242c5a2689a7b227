import type { CompiledQuery, Kysely, Transaction } from 'kysely'
import type { Queue } from './queue.ts'
import type { Tables } from './tables.ts'

/** A connection or an open transaction: every query function takes one as its first argument. */
export type Db = Kysely<Tables>

/** An open transaction: functions that write take this, so that a bare connection does not compile. */
export type Trx = Transaction<Tables>

/** Answers one row by its key: at once where the database is in this process, else as soon as it can. */
export type PointQuery<Row> = (...parameters: string[]) => Row | undefined | Promise<Row | undefined>

/** The one database of an installation. */
export interface Database {
  readonly kind: 'sqlite' | 'postgres'

  /** For quick reads by key or index. On SQLite it runs on the calling thread: microseconds, never scans. */
  readonly read: Db

  /** For reads whose cost grows with the data (search, facets, reports). On SQLite it runs in a worker. */
  readonly slow: Db

  /**
   * Prepares a query for one row that is asked for all the time: for a query by key, making its text and
   * waiting for its promises would cost more than all the rest.
   *
   * @param name unique to the query
   * @param build with stand-ins for the parameters, which are given later in the order of the text
   */
  prepare<Row>(name: string, build: (db: Db) => { compile(): CompiledQuery<Row> }): PointQuery<Row>

  /**
   * Runs `work` in one transaction and answers what it returns once the commit is durable.
   *
   * A conflict with another server's transaction (serialisation failure, deadlock, busy file) is tried
   * again from the start, so `work` must have no effect outside the transaction.
   */
  write<T>(work: (trx: Trx) => Promise<T>): Promise<T>

  /**
   * The same without waiting for the disk. What it commits is there for everyone at once and outlives this
   * process; a power cut may lose it, but only with all that was committed after it: the next `write` waits
   * for both.
   */
  writeSoon<T>(work: (trx: Trx) => Promise<T>): Promise<T>

  /** Work for later, asked for inside a transaction. */
  readonly queue: Queue

  close(): Promise<void>
}
