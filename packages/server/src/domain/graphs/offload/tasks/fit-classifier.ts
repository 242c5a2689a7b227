import { type Fitted, fit, predict, type Recipe } from '../../classical/fit.ts'
import type { Rows } from '../../classical/rows.ts'

export interface FitTask {
  recipe: Recipe
  x: Rows
  y: readonly string[]
  query: Rows
}

export interface FitResult {
  fitted: Fitted
  predictions: string[]
  /** [rows of the query, classes] */
  probabilities: number[][]
}

/** Fits a classifier and asks it for the rows of a query. */
export default function fitClassifier({ recipe, x, y, query }: FitTask): FitResult {
  const fitted = fit(recipe, x, y)
  return { fitted, ...predict(fitted, query) }
}
