import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'

/**
 * max(x, 0), elementwise.
 *
 * @example
 * new ReLU().forward(tensor([-1, 2])) // [0, 2]
 */
export class ReLU extends Module {
  forward(x: Tensor): Tensor {
    return x.relu()
  }
}
