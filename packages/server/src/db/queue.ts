import type { Logger } from 'pino'
import type { Trx } from './database.ts'

export interface EnqueueOptions {
  /** A job of the same key that has not started yet is replaced, so that work asked for twice is done once. */
  key?: string
  /** Milliseconds since 1970; now when not given. */
  runAt?: number
}

export type JobHandler = (payload: unknown) => Promise<void>

/** How often a failing job is tried before it is left for somebody to look at. */
export const MAX_ATTEMPTS = 25

/**
 * Work to be done soon, by any server of this installation.
 *
 * A job exists when the transaction that asked for it commits, and is done at least once: a server that
 * dies half way leaves it to be done again, so every handler must be safe to repeat.
 */
export interface Queue {
  enqueue(trx: Trx, name: string, payload: unknown, options?: EnqueueOptions): Promise<void>

  /** Starts doing jobs; returns once it has begun. */
  work(handlers: ReadonlyMap<string, JobHandler>, log: Logger): Promise<void>

  /** Takes no new jobs and waits for the running ones. */
  stop(): Promise<void>
}
