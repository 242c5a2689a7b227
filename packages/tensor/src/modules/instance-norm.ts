import { ones, zeros } from '../functions/creation.ts'
import { batchNorm, instanceNorm } from '../functions/normalization.ts'
import { show } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { assignAll, type Variable, variable } from '../graph/variable.ts'
import { Module } from './module.ts'
import { Parameter } from './parameter.ts'

export interface InstanceNormOptions {
  eps?: number
  /** The share of a batch in the running statistics. */
  momentum?: number
  /** Whether there are weight and bias; not unless told so. */
  affine?: boolean
  /** Whether evaluation uses running statistics; not unless told so. */
  trackRunningStats?: boolean
}

/** What instance norms of any number of spatial dimensions share. */
export abstract class InstanceNorm extends Module {
  readonly weight: Parameter | undefined
  readonly bias: Parameter | undefined
  readonly runningMean: Variable | undefined
  readonly runningVar: Variable | undefined
  readonly numBatchesTracked: Variable | undefined
  readonly #rank: number
  readonly #eps: number
  readonly #momentum: number

  constructor(rank: number, channels: number, options: InstanceNormOptions) {
    super()
    const { eps = 1e-5, momentum = 0.1, affine = false, trackRunningStats = false } = options
    if (affine) {
      this.weight = new Parameter(ones([channels]))
      this.bias = new Parameter(zeros([channels]))
    }
    if (trackRunningStats) {
      this.runningMean = variable(zeros([channels]))
      this.runningVar = variable(ones([channels]))
      this.numBatchesTracked = variable(zeros([], { dtype: 'int64' }))
    }
    this.#rank = rank
    this.#eps = eps
    this.#momentum = momentum
  }

  forward(x: Tensor): Tensor {
    if (x.ndim !== this.#rank) throw new TensorError('shape', `instance norm cannot take ${show(x.shape)}`)
    const { runningMean, runningVar, weight, bias } = this
    if (!this.training && runningMean && runningVar) {
      return batchNorm(x, runningMean, runningVar, weight, bias, this.#eps)
    }
    if (x.shape.slice(2).every((size) => size === 1)) {
      throw new TensorError('shape', `there is no variance of one value for each channel: ${show(x.shape)}`)
    }
    if (this.training && runningMean && runningVar) this.#track(x, runningMean, runningVar)
    return instanceNorm(x, weight, bias, this.#eps)
  }

  /** The running statistics are averages of the samples' own. */
  #track(x: Tensor, runningMean: Variable, runningVar: Variable): void {
    const dims = Array.from({ length: this.#rank - 2 }, (_, i) => i + 2)
    const detached = x.detach()
    const kept = 1 - this.#momentum
    const means = detached.mean(dims).mean(0)
    const variances = detached.variance(dims).mean(0)
    assignAll([
      [runningMean, runningMean.mul(kept).add(means.mul(this.#momentum))],
      [runningVar, runningVar.mul(kept).add(variances.mul(this.#momentum))],
    ])
  }
}
