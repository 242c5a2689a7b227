import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'

/**
 * x / (1 + |x|), elementwise.
 *
 * @example
 * new Softsign().forward(tensor([-1, 3])) // [-0.5, 0.75]
 */
export class Softsign extends Module {
  forward(x: Tensor): Tensor {
    return x.softsign()
  }
}
