/** Each bucket is this much wider than the one before: what is read from it is within 5 % of the truth. */
const GROWTH = 1.1
const LOG_GROWTH = Math.log(GROWTH)
/** Sizes up to this are counted exactly. */
const EXACT_SIZES = 64

/** How often each bucket was hit, by its number: plain JSON, and two of them add up. */
export type Histogram = Record<string, number>

/** The bucket of a duration in milliseconds. */
export function durationBucket(ms: number): number {
  return Math.floor(Math.log(Math.max(ms, 0.001)) / LOG_GROWTH)
}

/** The middle of a bucket, in milliseconds. */
export function bucketDuration(bucket: number): number {
  return GROWTH ** (bucket + 0.5)
}

/** The bucket of a size: itself while it is small, then the power of two it reaches. */
export function sizeBucket(size: number): number {
  return size <= EXACT_SIZES ? size : 2 ** Math.ceil(Math.log2(size))
}

export function addHistogram(sum: Histogram, other: Histogram): void {
  for (const [bucket, count] of Object.entries(other)) sum[bucket] = (sum[bucket] ?? 0) + count
}

/** The bucket that holds the given share of what was counted, smallest first; undefined of nothing. */
export function quantileBucket(histogram: Histogram, share: number): number | undefined {
  const buckets = Object.keys(histogram)
    .map(Number)
    .sort((a, b) => a - b)
  const total = buckets.reduce((sum, bucket) => sum + histogram[bucket]!, 0)
  let seen = 0
  for (const bucket of buckets) {
    seen += histogram[bucket]!
    if (seen >= total * share) return bucket
  }
  return undefined
}
