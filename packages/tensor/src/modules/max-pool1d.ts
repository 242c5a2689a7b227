import type { PerDim } from '../functions/convolution.ts'
import { maxPool1d, type PoolOptions } from '../functions/pooling.ts'
import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'

/**
 * The largest element of every window: x [N, C, L]. Windows follow one another unless a stride is given.
 *
 * @example
 * new MaxPool1d(2).forward(randn([1, 2, 6])).shape // [1, 2, 3]
 */
export class MaxPool1d extends Module {
  readonly #kernel: PerDim
  readonly #options: PoolOptions & { dilation?: PerDim }

  constructor(kernelSize: PerDim, options: PoolOptions & { dilation?: PerDim } = {}) {
    super()
    this.#kernel = kernelSize
    this.#options = options
  }

  forward(x: Tensor): Tensor {
    return maxPool1d(x, this.#kernel, this.#options)
  }
}
