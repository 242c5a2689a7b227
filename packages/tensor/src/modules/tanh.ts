import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'

/**
 * The hyperbolic tangent, elementwise.
 *
 * @example
 * new Tanh().forward(tensor([0, 1])) // [0, 0.7616]
 */
export class Tanh extends Module {
  forward(x: Tensor): Tensor {
    return x.tanh()
  }
}
