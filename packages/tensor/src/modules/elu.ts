import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'

/**
 * x where it is positive, else alpha * (exp(x) - 1), elementwise.
 *
 * @example
 * new ELU().forward(tensor([0, 2])) // [0, 2]
 */
export class ELU extends Module {
  readonly #alpha: number

  constructor(alpha = 1) {
    super()
    this.#alpha = alpha
  }

  forward(x: Tensor): Tensor {
    return x.elu(this.#alpha)
  }
}
