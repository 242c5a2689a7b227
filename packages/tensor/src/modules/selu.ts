import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'

/**
 * elu, scaled so that activations keep mean 0 and variance 1, elementwise.
 *
 * @example
 * new SELU().forward(tensor([0, 1])) // [0, 1.0507]
 */
export class SELU extends Module {
  forward(x: Tensor): Tensor {
    return x.selu()
  }
}
