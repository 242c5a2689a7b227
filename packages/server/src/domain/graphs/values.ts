import type { Module, Tensor } from '@nodeyard/tensor'

/**
 * What a MODEL wire carries: a network of tensors, or a fitted classical model that only predicts.
 */
export type Model = Module | Predictor

/** A fitted model that is no network: decision boundaries are drawn with it. */
export interface Predictor {
  kind: 'predictor'
  /** Labels for rows of features [N, F]. */
  predict(features: readonly (readonly number[])[]): Promise<readonly unknown[]>
}

/** Samples by position; a sample is what a batch stacks, usually [x, y]. */
export interface Dataset {
  readonly size: number
  /** What the wire's summary calls it. */
  readonly name: string
  /** Samples [start, end) at once, stacked: x [n, …] and y [n] or [n, …]. */
  batch(indices: readonly number[]): Promise<readonly Tensor[]>
}

/** A dataset with how it is to be cut into batches. */
export interface Dataloader {
  readonly dataset: Dataset
  readonly batchSize: number
  readonly isShuffled: boolean
  readonly seed: number
}

/** An optimizer as asked for: it is built on the model's parameters by whoever trains. */
export interface OptimizerPlan {
  readonly type: string
  readonly lr: number
  readonly weightDecay: number
  readonly model: Module
}

/** A loss as asked for, with its defaults. */
export interface LossFunction {
  readonly type: string
  apply(output: Tensor, target: Tensor): Tensor
}
