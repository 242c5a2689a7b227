import { type InterpolateOptions, interpolate } from '../functions/interpolate.ts'
import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'

/**
 * Resizes the spatial dimensions of x [N, C, ...].
 *
 * @example
 * new Upsample({ scaleFactor: 2 }).forward(randn([1, 2, 3, 4])).shape // [1, 2, 6, 8]
 */
export class Upsample extends Module {
  readonly #options: InterpolateOptions

  constructor(options: InterpolateOptions) {
    super()
    this.#options = options
  }

  forward(x: Tensor): Tensor {
    return interpolate(x, this.#options)
  }
}
