import type { Module, OptimizerState, Dataset as Samples, Tensor } from '@nodeyard/tensor'

/**
 * What a MODEL wire carries: a network of tensors, or a fitted classical model that only predicts.
 */
export type Model = Module | Predictor | NamedModel

/** A fitted model that is no network: decision boundaries are drawn with it. */
export interface Predictor {
  kind: 'predictor'
  /** Labels for rows of features [N, F]. */
  predict(features: readonly (readonly number[])[]): Promise<readonly unknown[]>
}

/** A model of the registry or a deployment, by its name: it answers, and nothing else can be done with it. */
export interface NamedModel {
  kind: 'named'
  /** `owner/name`, `owner/name@version`, `dep_…` */
  reference: string
}

/**
 * What a DATASET wire carries: samples as `packages/tensor` keeps them (`TensorDataset`, `RowsDataset`, `idxDataset`
 * …), columns in the order in which batches have them, usually a picture [C, H, W] and its label (int64, []).
 */
export interface Dataset {
  readonly kind: 'dataset'
  /** What the wire's summary calls it. */
  readonly name: string
  readonly samples: Samples
  /** What the numbers of the last column mean. */
  readonly classes?: readonly string[]
  /** Names the content, for the lineage of what is trained on it: the same digest, the same samples. */
  readonly digest?: string
  /** The same samples before any transform (pictures of uint8, [C, H, W]): what Transform begins at. */
  readonly raw?: Samples
}

/** What a DATALOADER wire carries: a dataset with how it is to be cut into batches. */
export interface Dataloader {
  readonly kind: 'dataloader'
  readonly dataset: Dataset
  readonly batchSize: number
  readonly isShuffled: boolean
  /** Decides the order of every epoch. */
  readonly seed: number
}

/** What an OPTIMIZER wire carries: an optimizer as asked for; who trains builds it on the model's parameters. */
export interface OptimizerPlan {
  readonly kind: 'optimizer'
  readonly type: string
  readonly lr: number
  readonly weightDecay: number
  readonly model: Module
  /** What an earlier training has left, for going on from there. */
  readonly state?: OptimizerState
}

/** What an LRScheduler hands to a training: a schedule as asked for. */
export interface SchedulePlan {
  readonly kind: 'schedule'
  readonly type: string
  readonly options: Readonly<Record<string, number>>
}

/** What a LOSS_FN wire carries: a loss as asked for, with its defaults. */
export interface LossFunction {
  readonly kind: 'loss'
  readonly type: string
  /** The loss of outputs given targets, one number; most losses take one of each. */
  apply(outputs: readonly Tensor[], targets: readonly Tensor[]): Tensor
}
