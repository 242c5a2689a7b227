import { ones, zeros } from '../functions/creation.ts'
import { batchNorm, batchNormTraining } from '../functions/normalization.ts'
import { show } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { assignAll, type Variable, variable } from '../graph/variable.ts'
import { sub } from '../ops/sub.ts'
import { Module } from './module.ts'
import { Parameter } from './parameter.ts'

export interface BatchNormOptions {
  eps?: number
  /** The share of a batch in the running statistics; null for the plain average of all batches. */
  momentum?: number | null
  /** Whether there are weight and bias. */
  affine?: boolean
  /** Whether there are running statistics; without, the batch's are used always. */
  trackRunningStats?: boolean
}

/** What batch norms of any number of spatial dimensions share. */
export abstract class BatchNorm extends Module {
  readonly weight: Parameter | undefined
  readonly bias: Parameter | undefined
  readonly runningMean: Variable | undefined
  readonly runningVar: Variable | undefined
  readonly numBatchesTracked: Variable | undefined
  readonly #ranks: readonly number[]
  readonly #channels: number
  readonly #eps: number
  readonly #momentum: number | null

  constructor(ranks: readonly number[], channels: number, options: BatchNormOptions) {
    super()
    const { eps = 1e-5, momentum = 0.1, affine = true, trackRunningStats = true } = options
    if (affine) {
      this.weight = new Parameter(ones([channels]))
      this.bias = new Parameter(zeros([channels]))
    }
    if (trackRunningStats) {
      this.runningMean = variable(zeros([channels]))
      this.runningVar = variable(ones([channels]))
      this.numBatchesTracked = variable(zeros([], { dtype: 'int64' }))
    }
    this.#ranks = ranks
    this.#channels = channels
    this.#eps = eps
    this.#momentum = momentum
  }

  forward(x: Tensor): Tensor {
    if (!this.#ranks.includes(x.ndim) || x.shape[1] !== this.#channels) {
      throw new TensorError('shape', `batch norm of ${this.#channels} channels cannot take ${show(x.shape)}`)
    }
    const { runningMean, runningVar, weight, bias } = this
    if (!this.training && runningMean && runningVar) {
      return batchNorm(x, runningMean, runningVar, weight, bias, this.#eps)
    }
    if (this.training && x.numel / this.#channels <= 1) {
      throw new TensorError('shape', `there is no variance of one value for each channel: ${show(x.shape)}`)
    }
    const { normal, mean, variance } = batchNormTraining(x, weight, bias, this.#eps)
    if (this.training) this.#track(mean, variance)
    return normal
  }

  #track(mean: Tensor, variance: Tensor): void {
    const { runningMean, runningVar, numBatchesTracked } = this
    if (!runningMean || !runningVar || !numBatchesTracked) return
    const count = numBatchesTracked.add(1)
    const share = this.#momentum ?? count.to(mean.dtype).reciprocal()
    const kept = typeof share === 'number' ? 1 - share : sub(1, share)
    assignAll([
      [runningMean, runningMean.mul(kept).add(mean.mul(share))],
      [runningVar, runningVar.mul(kept).add(variance.mul(share))],
      [numBatchesTracked, count],
    ])
  }
}
