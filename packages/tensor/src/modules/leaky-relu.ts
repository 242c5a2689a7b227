import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'

/**
 * x where it is positive, else slope * x, elementwise.
 *
 * @example
 * new LeakyReLU().forward(tensor([-1, 2])) // [-0.01, 2]
 */
export class LeakyReLU extends Module {
  readonly #slope: number

  constructor(slope = 0.01) {
    super()
    this.#slope = slope
  }

  forward(x: Tensor): Tensor {
    return x.leakyRelu(this.#slope)
  }
}
