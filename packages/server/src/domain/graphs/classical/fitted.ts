import type { Predictor } from '../values.ts'
import type { Fitted } from './fit.ts'

/**
 * A fitted classical model on a MODEL wire: plain data, which predicts here or, for many rows, in a worker thread.
 */
export interface FittedModel extends Predictor {
  readonly fitted: Fitted
}

export const isFitted = (model: object): model is FittedModel => 'fitted' in model
