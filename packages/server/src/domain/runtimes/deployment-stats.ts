import type { Database } from '../../db/database.ts'
import { addHistogram, durationBucket, type Histogram, sizeBucket } from './histogram.ts'
import type { RuntimeLog } from './runtime.ts'

const MINUTE = 60_000
/** Figures reach the database this long after they were made, at the latest. */
const FLUSH_MS = 5_000

/** What happened to a deployment in one minute, on one server or on all of them. */
export interface MinuteStats {
  /** Milliseconds since 1970, where the minute begins. */
  minute: number
  requests: number
  errors: number
  /** Of whole invocations that succeeded. */
  latency: Histogram
  /** Rows of each run. */
  batchSizes: Histogram
}

interface Counting extends MinuteStats {
  isDirty: boolean
}

/**
 * Counts invocations in memory and writes them, one row a minute and deployment, every few seconds: an
 * invocation itself writes nothing. Each server has rows of its own, which add up.
 */
export class DeploymentStats {
  readonly #database: Database
  readonly #serverId: string
  readonly #log: RuntimeLog
  readonly #now: () => number
  /** By deployment, the newest minute last. */
  readonly #minutes = new Map<string, Counting[]>()
  readonly #timer: NodeJS.Timeout
  #flushing: Promise<void> = Promise.resolve()

  constructor(database: Database, serverId: string, log: RuntimeLog, now: () => number = Date.now) {
    this.#database = database
    this.#serverId = serverId
    this.#log = log
    this.#now = now
    this.#timer = setInterval(() => void this.flush(), FLUSH_MS).unref()
  }

  /** @param ms how long it took, of one that succeeded; undefined of one that did not */
  countInvocation(deploymentId: string, ms: number | undefined): void {
    const minute = this.#minute(deploymentId)
    minute.requests++
    if (ms === undefined) minute.errors++
    else increment(minute.latency, durationBucket(ms))
  }

  countRun(deploymentId: string, rows: number): void {
    increment(this.#minute(deploymentId).batchSizes, sizeBucket(rows))
  }

  /** What was counted here and may not be in the database yet. */
  pending(deploymentId: string): readonly MinuteStats[] {
    return this.#minutes.get(deploymentId) ?? []
  }

  get serverId(): string {
    return this.#serverId
  }

  /** Writes what is new. A failure is logged, and what it held is written the next time. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.then(() => this.#write())
    return this.#flushing
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.flush()
  }

  #minute(deploymentId: string): Counting {
    const start = Math.floor(this.#now() / MINUTE) * MINUTE
    let minutes = this.#minutes.get(deploymentId)
    if (!minutes) {
      minutes = []
      this.#minutes.set(deploymentId, minutes)
    }
    const last = minutes.at(-1)
    if (last?.minute === start) {
      last.isDirty = true
      return last
    }
    const minute = { minute: start, requests: 0, errors: 0, latency: {}, batchSizes: {}, isDirty: true }
    minutes.push(minute)
    return minute
  }

  async #write(): Promise<void> {
    const dirty = [...this.#minutes].flatMap(([id, minutes]) =>
      minutes.filter(({ isDirty }) => isDirty).map((minute) => ({ id, minute })),
    )
    if (dirty.length === 0) return
    for (const { minute } of dirty) minute.isDirty = false
    try {
      await this.#database.write(async (trx) => {
        for (const { id, minute } of dirty) {
          const counted = {
            requests: minute.requests,
            errors: minute.errors,
            latency: JSON.stringify(minute.latency),
            batch_sizes: JSON.stringify(minute.batchSizes),
          }
          await trx
            .insertInto('deployment_minute')
            .values({ deployment_id: id, minute: minute.minute, server_id: this.#serverId, ...counted })
            .onConflict((row) => row.columns(['deployment_id', 'minute', 'server_id']).doUpdateSet(counted))
            .execute()
          await trx
            .updateTable('deployment')
            .set({ invoked_at: this.#now() })
            .where('id', '=', id)
            .where((where) =>
              where.or([where('invoked_at', 'is', null), where('invoked_at', '<', this.#now())]),
            )
            .execute()
        }
      })
      this.#forgetOld()
    } catch (error) {
      for (const { minute } of dirty) minute.isDirty = true
      this.#log('error', `figures of deployments were not written: ${(error as Error).message}`)
    }
  }

  /** A minute that is over and written needs no place here. */
  #forgetOld(): void {
    const now = Math.floor(this.#now() / MINUTE) * MINUTE
    for (const [id, minutes] of this.#minutes) {
      const kept = minutes.filter(({ minute, isDirty }) => isDirty || minute === now)
      if (kept.length === 0) this.#minutes.delete(id)
      else this.#minutes.set(id, kept)
    }
  }
}

function increment(histogram: Histogram, bucket: number): void {
  histogram[bucket] = (histogram[bucket] ?? 0) + 1
}

/** Adds up several servers' minutes, or several minutes. */
export function addMinute(sum: MinuteStats, other: MinuteStats): void {
  sum.requests += other.requests
  sum.errors += other.errors
  addHistogram(sum.latency, other.latency)
  addHistogram(sum.batchSizes, other.batchSizes)
}
