import type { PerDim } from '../functions/convolution.ts'
import { maxPool2d, type PoolOptions } from '../functions/pooling.ts'
import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'

/**
 * The largest element of every window: x [N, C, H, W]. Windows follow one another unless a stride is given.
 *
 * @example
 * new MaxPool2d(2).forward(randn([1, 2, 6, 6])).shape // [1, 2, 3, 3]
 */
export class MaxPool2d extends Module {
  readonly #kernel: PerDim
  readonly #options: PoolOptions & { dilation?: PerDim }

  constructor(kernelSize: PerDim, options: PoolOptions & { dilation?: PerDim } = {}) {
    super()
    this.#kernel = kernelSize
    this.#options = options
  }

  forward(x: Tensor): Tensor {
    return maxPool2d(x, this.#kernel, this.#options)
  }
}
