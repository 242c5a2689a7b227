import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'

/**
 * x * hardsigmoid(x), elementwise.
 *
 * @example
 * new Hardswish().forward(tensor([-4, 4])) // [0, 4]
 */
export class Hardswish extends Module {
  forward(x: Tensor): Tensor {
    return x.hardswish()
  }
}
