export type Nested = number | boolean | null | Nested[]

/** Values as nested lists in one flat row-major list; what is no number is NaN. */
export function flat(values: Nested, into: number[] = []): number[] {
  if (Array.isArray(values)) for (const value of values) flat(value, into)
  else into.push(values === null ? Number.NaN : Number(values))
  return into
}

export interface Extent {
  min: number
  max: number
}

/** The least and the largest of the finite ones. */
export function extentOf(values: readonly number[]): Extent {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    if (value < min) min = value
    if (value > max) max = value
  }
  return min <= max ? { min, max } : { min: 0, max: 0 }
}

export interface Bin {
  from: number
  to: number
  count: number
}

/** How many values lie where, between the least and the largest. */
export function histogram(values: readonly number[], bins = 40): Bin[] {
  const { min, max } = extentOf(values)
  const width = (max - min) / bins
  const counts = new Array<number>(bins).fill(0)
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    const at = width === 0 ? 0 : Math.min(bins - 1, Math.floor((value - min) / width))
    counts[at]!++
  }
  if (width === 0) return [{ from: min, to: max, count: counts[0]! }]
  return counts.map((count, at) => ({ from: min + at * width, to: min + (at + 1) * width, count }))
}

export interface Difference {
  /** Of each element: the second less the first. */
  values: number[]
  largest: number
  mean: number
  /** How many elements are exactly the same. */
  same: number
}

/** How far two lists of the same length are apart. */
export function differenceOf(a: readonly number[], b: readonly number[]): Difference {
  const values = a.map((value, at) => b[at]! - value)
  let largest = 0
  let sum = 0
  let same = 0
  let counted = 0
  for (const [at, value] of values.entries()) {
    if (Object.is(a[at], b[at]) || value === 0) same++
    if (!Number.isFinite(value)) continue
    counted++
    sum += Math.abs(value)
    largest = Math.max(largest, Math.abs(value))
  }
  return { values, largest, mean: counted === 0 ? 0 : sum / counted, same }
}
