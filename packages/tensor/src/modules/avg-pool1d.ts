import type { PerDim } from '../functions/convolution.ts'
import { type AvgPoolOptions, avgPool1d } from '../functions/pooling.ts'
import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'

/**
 * The mean of every window: x [N, C, L]. Windows follow one another unless a stride is given.
 *
 * @example
 * new AvgPool1d(2).forward(randn([1, 2, 6])).shape // [1, 2, 3]
 */
export class AvgPool1d extends Module {
  readonly #kernel: PerDim
  readonly #options: AvgPoolOptions

  constructor(kernelSize: PerDim, options: AvgPoolOptions = {}) {
    super()
    this.#kernel = kernelSize
    this.#options = options
  }

  forward(x: Tensor): Tensor {
    return avgPool1d(x, this.#kernel, this.#options)
  }
}
