import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'

/**
 * The logarithm of softmax over a dimension, without overflow.
 *
 * @example
 * new LogSoftmax(-1).forward(tensor([[3, 3]])) // [[-0.6931, -0.6931]]
 */
export class LogSoftmax extends Module {
  readonly #dim: number

  constructor(dim = -1) {
    super()
    this.#dim = dim
  }

  forward(x: Tensor): Tensor {
    return x.logSoftmax(this.#dim)
  }
}
