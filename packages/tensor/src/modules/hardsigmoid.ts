import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'

/**
 * A sigmoid of straight lines: (x + 3) / 6 between 0 and 1, elementwise.
 *
 * @example
 * new Hardsigmoid().forward(tensor([-4, 0])) // [0, 0.5]
 */
export class Hardsigmoid extends Module {
  forward(x: Tensor): Tensor {
    return x.hardsigmoid()
  }
}
