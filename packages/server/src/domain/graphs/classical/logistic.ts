import { minimize, type Objective } from './minimize.ts'
import type { Rows } from './rows.ts'

export interface LogisticOptions {
  /** Inverse strength of the penalty. */
  c: number
  maxIterations: number
  penalty: 'l2' | 'l1' | 'none'
}

/** Weights of each class ([1, F] for two classes: those of the second) and its intercept. */
export interface Logistic {
  coef: number[][]
  intercept: number[]
}

const TOLERANCE = 1e-8

/**
 * Logistic regression: the weights that make the labels likeliest, less a penalty on them (not on intercepts), as
 * scikit-learn scales it: C · Σ loss + penalty. Two classes have one row of weights, more a softmax.
 *
 * @param codes each row's class, below `classes`
 */
export function fitLogistic(
  rows: Rows,
  codes: readonly number[],
  classes: number,
  { c, maxIterations, penalty }: LogisticOptions,
): Logistic {
  const width = rows[0]!.length
  const outputs = classes === 2 ? 1 : classes
  const loss = lossOf(rows, codes, outputs, penalty === 'none' ? 1 : c)
  const start = new Float64Array(outputs * (width + 1))
  const x =
    penalty === 'l1'
      ? minimizeL1(loss, start, outputs * width, { rows, c, maxIterations })
      : minimize(penalty === 'l2' ? withL2(loss, outputs * width) : loss, start, {
          maxIterations,
          tolerance: TOLERANCE * Math.max(1, c),
        })
  return {
    coef: Array.from({ length: outputs }, (_, k) => [...x.subarray(k * width, (k + 1) * width)]),
    intercept: [...x.subarray(outputs * width)],
  }
}

/** C · Σ −log p(label), of weights [K, F] and then intercepts [K]. */
function lossOf(rows: Rows, codes: readonly number[], outputs: number, c: number): Objective {
  const width = rows[0]!.length
  return (x) => {
    const gradient = new Float64Array(x.length)
    let value = 0
    for (const [i, row] of rows.entries()) {
      const scores = scoresOf(x, row, outputs)
      const label = codes[i]!
      const shares = sharesOf(scores)
      value -= c * logShare(scores, label)
      for (let k = 0; k < outputs; k++) {
        const isLabel = outputs === 1 ? label === 1 : label === k
        const slope = c * (shares[outputs === 1 ? 1 : k]! - (isLabel ? 1 : 0))
        for (let j = 0; j < width; j++) gradient[k * width + j]! += slope * row[j]!
        gradient[outputs * width + k]! += slope
      }
    }
    return { value, gradient }
  }
}

function scoresOf(x: Float64Array, row: readonly number[], outputs: number): number[] {
  const width = row.length
  return Array.from({ length: outputs }, (_, k) => {
    let sum = x[outputs * width + k]!
    for (let j = 0; j < width; j++) sum += x[k * width + j]! * row[j]!
    return sum
  })
}

/** What scores make of the classes; one score is that of the second of two. */
export function sharesOf(scores: readonly number[]): number[] {
  const all = scores.length === 1 ? [0, scores[0]!] : scores
  const most = Math.max(...all)
  const powers = all.map((score) => Math.exp(score - most))
  const sum = powers.reduce((total, power) => total + power, 0)
  return powers.map((power) => power / sum)
}

function logShare(scores: readonly number[], label: number): number {
  const all = scores.length === 1 ? [0, scores[0]!] : scores
  const most = Math.max(...all)
  return all[label]! - most - Math.log(all.reduce((sum, score) => sum + Math.exp(score - most), 0))
}

const withL2 =
  (loss: Objective, penalized: number): Objective =>
  (x) => {
    const { value, gradient } = loss(x)
    let squares = 0
    for (let i = 0; i < penalized; i++) {
      squares += x[i]! ** 2
      gradient[i]! += x[i]!
    }
    return { value: value + squares / 2, gradient }
  }

/** Sum of absolute weights as penalty: accelerated proximal steps (Beck and Teboulle 2009), begun anew uphill. */
function minimizeL1(
  loss: Objective,
  start: Float64Array,
  penalized: number,
  { rows, c, maxIterations }: { rows: Rows; c: number; maxIterations: number },
): Float64Array {
  // No curvature of the loss is larger than C · Σ|row|² / 2.
  const bound = rows.reduce((sum, row) => sum + row.reduce((own, value) => own + value * value, 1), 0)
  const length = 2 / (c * bound)
  let x = start
  let ahead = start
  let momentum = 1
  // A proximal step does far less than one of the peers' sweeps over all rows.
  for (let i = 0; i < 100 * maxIterations; i++) {
    const { gradient } = loss(ahead)
    const next = ahead.map((value, j) => {
      const moved = value - length * gradient[j]!
      return j < penalized ? Math.sign(moved) * Math.max(0, Math.abs(moved) - length) : moved
    })
    const faster = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2
    const [before, from] = [x, ahead]
    const isUphill = next.reduce((sum, value, j) => sum + (from[j]! - value) * (value - before[j]!), 0) > 0
    const pull = isUphill ? 0 : (momentum - 1) / faster
    ahead = next.map((value, j) => value + pull * (value - before[j]!))
    momentum = isUphill ? 1 : faster
    x = next
    if (next.every((value, j) => Math.abs(value - before[j]!) <= 1e-8)) break
  }
  return x
}

/** The share of each class for a row. */
export const logisticShares = ({ coef, intercept }: Logistic, row: readonly number[]): number[] =>
  sharesOf(coef.map((weights, k) => weights.reduce((sum, w, j) => sum + w * row[j]!, intercept[k]!)))
