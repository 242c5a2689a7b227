import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'

/**
 * exp(x), divided by its sum over a dimension: probabilities.
 *
 * @example
 * new Softmax(-1).forward(tensor([[3, 3]])) // [[0.5, 0.5]]
 */
export class Softmax extends Module {
  readonly #dim: number

  constructor(dim = -1) {
    super()
    this.#dim = dim
  }

  forward(x: Tensor): Tensor {
    return x.softmax(this.#dim)
  }
}
