import { type Tensor, tensor } from '@nodeyard/tensor'
import type { FitResult, FitTask } from '../offload/tasks/fit-classifier.ts'
import type { RunContext } from '../run-context.ts'
import { predict, type Recipe } from './fit.ts'
import type { FittedModel } from './fitted.ts'
import { trainingSet } from './rows.ts'

export interface ClassifierInputs {
  x_train: Tensor
  y_train: readonly unknown[]
  x_query: Tensor
}

/** Fits a classifier in a worker thread, for a graph node with the inputs that all of them have. */
export async function fitFor<Kind extends Recipe['kind']>(
  { x_train, y_train, x_query }: ClassifierInputs,
  recipe: Extract<Recipe, { kind: Kind }>,
  context: RunContext,
) {
  const set = await trainingSet(x_train, y_train, x_query)
  const task: FitTask = { recipe, ...set }
  const { fitted, predictions, probabilities } = await context.offload<FitResult>('fit-classifier', task)
  return {
    fitted: fitted as Extract<FitResult['fitted'], { kind: Kind }>,
    predictions,
    classes: fitted.classes,
    probabilities: tableOf(probabilities, fitted.classes.length),
  }
}

/** Rows as a tensor [N, width], also if there are none. */
export function tableOf(rows: readonly (readonly number[])[], width: number): Tensor {
  return tensor(Float32Array.from(rows.flat()), { shape: [rows.length, width] })
}

/** What a MODEL wire carries of a fitted classifier. */
export const modelOf = (fitted: FittedModel['fitted']): FittedModel => ({
  kind: 'predictor',
  fitted,
  predict: async (features) => predict(fitted, features).predictions,
})
