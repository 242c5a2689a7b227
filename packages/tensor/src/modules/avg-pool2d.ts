import type { PerDim } from '../functions/convolution.ts'
import { type AvgPoolOptions, avgPool2d } from '../functions/pooling.ts'
import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'

/**
 * The mean of every window: x [N, C, H, W]. Windows follow one another unless a stride is given.
 *
 * @example
 * new AvgPool2d(2).forward(randn([1, 2, 6, 6])).shape // [1, 2, 3, 3]
 */
export class AvgPool2d extends Module {
  readonly #kernel: PerDim
  readonly #options: AvgPoolOptions

  constructor(kernelSize: PerDim, options: AvgPoolOptions = {}) {
    super()
    this.#kernel = kernelSize
    this.#options = options
  }

  forward(x: Tensor): Tensor {
    return avgPool2d(x, this.#kernel, this.#options)
  }
}
