import type { Shape } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'

/**
 * Makes several dimensions of one.
 *
 * @example
 * new Unflatten(1, [2, 3]).forward(randn([5, 6])).shape // [5, 2, 3]
 */
export class Unflatten extends Module {
  readonly #dim: number
  readonly #sizes: Shape

  constructor(dim: number, sizes: Shape) {
    super()
    this.#dim = dim
    this.#sizes = sizes
  }

  forward(x: Tensor): Tensor {
    return x.unflatten(this.#dim, this.#sizes)
  }
}
