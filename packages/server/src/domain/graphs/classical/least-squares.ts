import { Matrix, solve } from 'ml-matrix'
import type { Rows } from './rows.ts'

export interface LinearFit {
  coef: number[]
  intercept: number
}

/** The weights that leave the least squares; of several the shortest ones. */
export function fitLinear(rows: Rows, targets: readonly number[], hasIntercept: boolean): LinearFit {
  const width = rows[0]!.length
  const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const means = Array.from({ length: width }, (_, j) =>
    hasIntercept ? meanOf(rows.map((row) => row[j]!)) : 0,
  )
  const middle = hasIntercept ? meanOf(targets) : 0
  const centred = new Matrix(rows.map((row) => row.map((value, j) => value - means[j]!)))
  const right = Matrix.columnVector(targets.map((value) => value - middle))
  // Through singular values, so that columns that say the same do no harm.
  const coef = solve(centred, right, true).to1DArray()
  return { coef, intercept: coef.reduce((sum, weight, j) => sum - weight * means[j]!, middle) }
}
