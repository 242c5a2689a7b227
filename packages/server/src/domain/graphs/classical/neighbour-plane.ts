import { NumpyRandom } from '../numpy-random.ts'
import type { Rows } from './rows.ts'

const STEPS = 1000
const EARLY = 250
const EXAGGERATION = 12
/** More would take minutes: every pair is looked at in every step. */
const MOST_ROWS = 3000

/**
 * Rows in the plane so that near ones stay near (t-SNE: van der Maaten and Hinton 2008), exactly, with momentum
 * and gains of single coordinates.
 */
export function neighbourPlane(
  rows: Rows,
  { perplexity, seed }: { perplexity: number; seed: number },
): [number, number][] {
  const count = rows.length
  if (count > MOST_ROWS) throw new Error(`t-SNE is offered for ${MOST_ROWS} vectors at most, not ${count}`)
  const p = likeness(rows, Math.min(perplexity, (count - 1) / 3))
  const random = new NumpyRandom(seed)
  const y = Float64Array.from({ length: count * 2 }, () => random.normal() * 1e-4)
  const speed = new Float64Array(count * 2)
  const gains = new Float64Array(count * 2).fill(1)
  const rate = Math.max(count / EXAGGERATION / 4, 50)
  const q = new Float64Array(count * count)
  for (let step = 0; step < STEPS; step++) {
    const pull = step < EARLY ? EXAGGERATION : 1
    const momentum = step < EARLY ? 0.5 : 0.8
    let total = 0
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < i; j++) {
        const near = 1 / (1 + (y[2 * i]! - y[2 * j]!) ** 2 + (y[2 * i + 1]! - y[2 * j + 1]!) ** 2)
        q[i * count + j] = q[j * count + i] = near
        total += 2 * near
      }
    }
    for (let i = 0; i < count; i++) {
      const slope = [0, 0]
      for (let j = 0; j < count; j++) {
        if (i === j) continue
        const near = q[i * count + j]!
        const force = 4 * (pull * p[i * count + j]! - near / total) * near
        for (const c of [0, 1]) slope[c]! += force * (y[2 * i + c]! - y[2 * j + c]!)
      }
      for (const c of [0, 1]) {
        const k = 2 * i + c
        const isTurning = Math.sign(slope[c]!) !== Math.sign(speed[k]!)
        gains[k] = Math.max(0.01, isTurning ? gains[k]! + 0.2 : gains[k]! * 0.8)
        speed[k] = momentum * speed[k]! - rate * gains[k]! * slope[c]!
      }
    }
    for (let k = 0; k < y.length; k++) y[k]! += speed[k]!
  }
  return rows.map((_, i) => [y[2 * i]!, y[2 * i + 1]!])
}

/** How near each pair is, [N, N], all together 1: for every row so wide that `perplexity` neighbours count. */
function likeness(rows: Rows, perplexity: number): Float64Array {
  const count = rows.length
  const one = new Float64Array(count * count)
  for (let i = 0; i < count; i++) {
    const distances = rows.map((row) => row.reduce((sum, value, j) => sum + (value - rows[i]![j]!) ** 2, 0))
    let [low, high, precision] = [0, Number.POSITIVE_INFINITY, 1]
    for (let tries = 0; tries < 100; tries++) {
      const least = Math.min(...distances.filter((_, j) => j !== i))
      const weights = distances.map((d, j) => (j === i ? 0 : Math.exp(-(d - least) * precision)))
      const total = weights.reduce((sum, weight) => sum + weight, 0)
      const entropy = weights.reduce((sum, w) => (w > 0 ? sum - (w / total) * Math.log(w / total) : sum), 0)
      for (let j = 0; j < count; j++) one[i * count + j] = weights[j]! / total
      const off = entropy - Math.log(perplexity)
      if (Math.abs(off) < 1e-5) break
      if (off > 0) low = precision
      else high = precision
      precision = high === Number.POSITIVE_INFINITY ? precision * 2 : (low + high) / 2
    }
  }
  return Float64Array.from(one, (value, k) => {
    const [i, j] = [Math.floor(k / count), k % count]
    return Math.max(1e-12, (value + one[j * count + i]!) / (2 * count))
  })
}
