import type { Rows } from './rows.ts'

export type Metric = 'minkowski' | 'euclidean' | 'manhattan' | 'chebyshev' | 'cosine'

const euclidean = (a: readonly number[], b: readonly number[]) => {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2
  return Math.sqrt(sum)
}

const DISTANCE: Record<Metric, (a: readonly number[], b: readonly number[]) => number> = {
  euclidean,
  // Of the second order, as it is unless told otherwise.
  minkowski: euclidean,
  manhattan: (a, b) => a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0),
  chebyshev: (a, b) => a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0),
  cosine: (a, b) => {
    let [product, left, right] = [0, 0, 0]
    for (let i = 0; i < a.length; i++) {
      product += a[i]! * b[i]!
      left += a[i]! ** 2
      right += b[i]! ** 2
    }
    // A row of zeros points nowhere: it is as far as can be from everything that does.
    return left === 0 || right === 0 ? 1 : 1 - product / Math.sqrt(left * right)
  },
}

/** The distance of every row to one, in their order. */
export const distancesTo = (rows: Rows, row: readonly number[], metric: Metric): number[] =>
  rows.map((other) => DISTANCE[metric](row, other))

/** The places of the `count` smallest, nearest first; equally near ones in their order. */
export function nearest(distances: readonly number[], count: number): number[] {
  return distances
    .map((_, i) => i)
    .sort((a, b) => distances[a]! - distances[b]! || a - b)
    .slice(0, count)
}

export interface NeighbourOptions {
  count: number
  weights: 'uniform' | 'distance'
  metric: Metric
}

/** The share of each class among a row's nearest neighbours; weighted by 1/distance if asked. */
export function neighbourShares(
  rows: Rows,
  codes: readonly number[],
  classes: number,
  row: readonly number[],
  { count, weights, metric }: NeighbourOptions,
): number[] {
  const distances = distancesTo(rows, row, metric)
  const found = nearest(distances, Math.min(count, rows.length))
  const hits = weights === 'distance' ? found.filter((i) => distances[i] === 0) : []
  const shares: number[] = new Array(classes).fill(0)
  // Neighbours at no distance at all outweigh all others.
  for (const i of hits.length > 0 ? hits : found) {
    shares[codes[i]!]! += weights === 'uniform' || hits.length > 0 ? 1 : 1 / distances[i]!
  }
  const total = shares.reduce((sum, share) => sum + share, 0)
  return shares.map((share) => share / total)
}
