import type { Database } from '../../db/database.ts'
import { addMinute, type DeploymentStats, type MinuteStats } from './deployment-stats.ts'
import { bucketDuration, type Histogram, quantileBucket } from './histogram.ts'

const MINUTE = 60_000
/** Points of one answer at most: longer windows have longer steps. */
const MOST_POINTS = 120

export interface MetricsPoint {
  requests: number
  errors: number
  /** Milliseconds of invocations that succeeded; null when there were none. */
  latency: { p50: number; p90: number; p99: number } | null
  /** Rows of a run; null when there was none. */
  batchRows: { mean: number; p50: number; max: number } | null
  /** Runs of the model. */
  runs: number
}

export interface DeploymentMetrics extends MetricsPoint {
  from: number
  to: number
  stepMs: number
  /** Oldest first, one for each step, empty ones included. */
  points: (MetricsPoint & { at: number })[]
}

/** What a deployment did in the last `windowMs` milliseconds, on all servers, to the minute. */
export async function readDeploymentMetrics(
  database: Database,
  stats: DeploymentStats,
  deploymentId: string,
  windowMs: number,
): Promise<DeploymentMetrics> {
  const stepMs = Math.max(1, Math.ceil(windowMs / MINUTE / MOST_POINTS)) * MINUTE
  const to = Math.floor(Date.now() / stepMs) * stepMs + stepMs
  const from = to - Math.ceil(windowMs / stepMs) * stepMs
  const steps = Array.from({ length: (to - from) / stepMs }, (_, i) => emptyMinute(from + i * stepMs))
  const whole = emptyMinute(from)
  const add = (minute: MinuteStats) => {
    const step = steps[Math.floor((minute.minute - from) / stepMs)]
    if (!step) return
    addMinute(step, minute)
    addMinute(whole, minute)
  }
  const pending = stats.pending(deploymentId)
  for (const minute of pending) add(minute)
  const isHere = new Set(pending.map(({ minute }) => minute))
  const rows = await database.slow
    .selectFrom('deployment_minute')
    .select(['minute', 'server_id', 'requests', 'errors', 'latency', 'batch_sizes'])
    .where('deployment_id', '=', deploymentId)
    .where('minute', '>=', from)
    .execute()
  for (const row of rows) {
    // What this server still has in memory is newer than its row.
    if (row.server_id === stats.serverId && isHere.has(row.minute)) continue
    add({
      minute: row.minute,
      requests: row.requests,
      errors: row.errors,
      latency: JSON.parse(row.latency) as Histogram,
      batchSizes: JSON.parse(row.batch_sizes) as Histogram,
    })
  }
  return {
    from,
    to,
    stepMs,
    ...toPoint(whole),
    points: steps.map((step) => ({ at: step.minute, ...toPoint(step) })),
  }
}

function emptyMinute(minute: number): MinuteStats {
  return { minute, requests: 0, errors: 0, latency: {}, batchSizes: {} }
}

function toPoint({ requests, errors, latency, batchSizes }: MinuteStats): MetricsPoint {
  const sizes = Object.entries(batchSizes).map(([size, count]) => ({ size: Number(size), count }))
  const runs = sizes.reduce((sum, { count }) => sum + count, 0)
  const rows = sizes.reduce((sum, { size, count }) => sum + size * count, 0)
  const duration = (share: number) => round(bucketDuration(quantileBucket(latency, share)!))
  return {
    requests,
    errors,
    runs,
    latency:
      Object.keys(latency).length === 0
        ? null
        : { p50: duration(0.5), p90: duration(0.9), p99: duration(0.99) },
    batchRows:
      runs === 0
        ? null
        : {
            mean: round(rows / runs),
            p50: quantileBucket(batchSizes, 0.5)!,
            max: Math.max(...sizes.map(({ size }) => size)),
          },
  }
}

/** Three digits are more than the buckets know. */
const round = (value: number) => Number(value.toPrecision(3))
