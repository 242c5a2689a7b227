import { fitLinear, type LinearFit } from '../../classical/least-squares.ts'
import type { Rows } from '../../classical/rows.ts'

/** Least squares of a table that is not small. */
export default function fitLinearTask(task: {
  rows: Rows
  targets: readonly number[]
  hasIntercept: boolean
}): LinearFit {
  return fitLinear(task.rows, task.targets, task.hasIntercept)
}
