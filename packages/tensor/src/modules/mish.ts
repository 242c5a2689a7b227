import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'

/**
 * x * tanh(softplus(x)), elementwise.
 *
 * @example
 * new Mish().forward(tensor([0, 1])) // [0, 0.8651]
 */
export class Mish extends Module {
  forward(x: Tensor): Tensor {
    return x.mish()
  }
}
