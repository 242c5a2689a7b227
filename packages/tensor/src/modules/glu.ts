import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'

/**
 * The first half of a dimension times the sigmoid of the second.
 *
 * @example
 * new GLU().forward(tensor([[4, 0]])) // [[2]]
 */
export class GLU extends Module {
  readonly #dim: number

  constructor(dim = -1) {
    super()
    this.#dim = dim
  }

  forward(x: Tensor): Tensor {
    return x.glu(this.#dim)
  }
}
