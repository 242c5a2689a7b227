import type { PerDim } from '../functions/convolution.ts'
import { adaptiveMaxPool2d } from '../functions/pooling.ts'
import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'

/**
 * Maxima over windows that make an output of one size whatever the input's: x [N, C, H, W] to [N, C, ...size].
 *
 * @example
 * new AdaptiveMaxPool2d([4, 3]).forward(randn([1, 2, 6, 6])).shape // [1, 2, 4, 3]
 */
export class AdaptiveMaxPool2d extends Module {
  readonly #size: PerDim

  constructor(size: PerDim) {
    super()
    this.#size = size
  }

  forward(x: Tensor): Tensor {
    return adaptiveMaxPool2d(x, this.#size)
  }
}
