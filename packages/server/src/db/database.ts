import type { Kysely, Transaction } from 'kysely'
import type { Queue } from './queue.ts'
import type { Tables } from './tables.ts'

/** A connection or an open transaction: every query function takes one as its first argument. */
export type Db = Kysely<Tables>

/** An open transaction: functions that write take this, so that a bare connection does not compile. */
export type Trx = Transaction<Tables>

/** The one database of an installation. */
export interface Database {
  readonly kind: 'sqlite' | 'postgres'

  /** For quick reads by key or index. On SQLite it runs on the calling thread: microseconds, never scans. */
  readonly read: Db

  /** For reads whose cost grows with the data (search, facets, reports). On SQLite it runs in a worker. */
  readonly slow: Db

  /**
   * Runs `work` in one transaction and answers what it returns once the commit is durable.
   *
   * A conflict with another server's transaction (serialisation failure, deadlock, busy file) is tried
   * again from the start, so `work` must have no effect outside the transaction.
   */
  write<T>(work: (trx: Trx) => Promise<T>): Promise<T>

  /** Work for later, asked for inside a transaction. */
  readonly queue: Queue

  close(): Promise<void>
}
