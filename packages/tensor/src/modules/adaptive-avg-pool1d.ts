import { adaptiveAvgPool1d } from '../functions/pooling.ts'
import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'

/**
 * Means over windows that make an output of one size whatever the input's: x [N, C, L] to [N, C, size].
 *
 * @example
 * new AdaptiveAvgPool1d(4).forward(randn([1, 2, 6])).shape // [1, 2, 4]
 */
export class AdaptiveAvgPool1d extends Module {
  readonly #size: number

  constructor(size: number) {
    super()
    this.#size = size
  }

  forward(x: Tensor): Tensor {
    return adaptiveAvgPool1d(x, this.#size)
  }
}
