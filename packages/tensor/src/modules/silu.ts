import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'

/**
 * x * sigmoid(x), elementwise.
 *
 * @example
 * new SiLU().forward(tensor([0, 1])) // [0, 0.7311]
 */
export class SiLU extends Module {
  forward(x: Tensor): Tensor {
    return x.silu()
  }
}
