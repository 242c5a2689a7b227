import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'

/**
 * min(max(x, 0), 6), elementwise.
 *
 * @example
 * new ReLU6().forward(tensor([-1, 7])) // [0, 6]
 */
export class ReLU6 extends Module {
  forward(x: Tensor): Tensor {
    return x.relu6()
  }
}
