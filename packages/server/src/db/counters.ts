import { CompiledQuery } from 'kysely'
import type { Logger } from 'pino'
import type { RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible'
import type { Database } from './database.ts'

/** How much was counted under a key, and when its counting starts anew. */
export interface Count {
  count: number
  resetsAt: number
}

/** Counts events by key. A key's window begins with its first event and lasts a fixed time. */
export interface Counter {
  add(key: string): Promise<Count>
  /** Takes one event back, within the same window. */
  takeBack(key: string): Promise<void>
}

export interface CounterOptions {
  /** Unique: it keeps this counter's keys apart from the others'. */
  name: string
  seconds: number
}

/** We compare counts with limits ourselves: a limit is a setting of the key, not of the counter. */
const points = Number.MAX_SAFE_INTEGER

/** Counts in this process alone. */
export function localCounter({ name, seconds }: CounterOptions): Counter {
  return toCounter(async () => {
    const { RateLimiterMemory } = await import('rate-limiter-flexible')
    return new RateLimiterMemory({ points, keyPrefix: name, duration: seconds })
  })
}

/**
 * Counts for all servers of the installation: in PostgreSQL, or in memory where SQLite says that there is
 * one server only. When the database cannot count, each server counts for itself meanwhile.
 */
export function sharedCounter(database: Database, log: Logger, options: CounterOptions): Counter {
  if (database.kind === 'sqlite') return localCounter(options)
  const { name, seconds } = options
  return toCounter(async () => {
    const { RateLimiterMemory, RateLimiterPostgres } = await import('rate-limiter-flexible')
    const own = new RateLimiterMemory({ points, keyPrefix: name, duration: seconds })
    return new RateLimiterPostgres({
      points,
      keyPrefix: name,
      duration: seconds,
      storeClient: storeClient(database, log),
      storeType: 'client',
      tableName: 'rate_limit',
      tableCreated: true,
      insuranceLimiter: own,
    })
  })
}

/** @param open called for the first event */
function toCounter(open: () => Promise<RateLimiterMemory | RateLimiterPostgres>): Counter {
  let limiter: ReturnType<typeof open> | undefined
  const opened = () => {
    limiter ??= open()
    return limiter
  }
  return {
    async add(key) {
      const { consumedPoints, msBeforeNext } = await (await opened()).penalty(key)
      return { count: consumedPoints, resetsAt: Date.now() + msBeforeNext }
    },
    async takeBack(key) {
      await (await opened()).reward(key)
    },
  }
}

const WARN_EVERY_MS = 60_000

/** What the limiter takes for a PostgreSQL client: our own pool. */
function storeClient(database: Database, log: Logger) {
  let warnedAt = 0
  return {
    async query({ text, values = [] }: { text: string; values?: unknown[] }) {
      try {
        const { rows } = await database.read.executeQuery(CompiledQuery.raw(text, values))
        return { rows, rowCount: rows.length }
      } catch (error) {
        if (Date.now() - warnedAt > WARN_EVERY_MS) {
          warnedAt = Date.now()
          log.warn({ err: error }, 'requests cannot be counted for all servers: each counts its own')
        }
        throw error
      }
    },
  }
}
