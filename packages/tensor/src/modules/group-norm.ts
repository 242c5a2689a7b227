import { ones, zeros } from '../functions/creation.ts'
import { groupNorm } from '../functions/normalization.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { Module } from './module.ts'
import { Parameter } from './parameter.ts'

/**
 * Brings each group of channels of every sample to mean 0 and variance 1: x [N, C, ...], of the same shape after.
 *
 * @example
 * new GroupNorm(2, 6).forward(randn([4, 6, 5])).shape // [4, 6, 5]
 */
export class GroupNorm extends Module {
  readonly weight: Parameter | undefined
  readonly bias: Parameter | undefined
  readonly #groups: number
  readonly #eps: number

  constructor(
    groups: number,
    channels: number,
    { eps = 1e-5, affine = true }: { eps?: number; affine?: boolean } = {},
  ) {
    super()
    if (channels % groups !== 0) {
      throw new TensorError('argument', `${channels} channels do not make ${groups} groups`)
    }
    this.#groups = groups
    this.#eps = eps
    if (!affine) return
    this.weight = new Parameter(ones([channels]))
    this.bias = new Parameter(zeros([channels]))
  }

  forward(x: Tensor): Tensor {
    return groupNorm(x, this.#groups, this.weight, this.bias, this.#eps)
  }
}
