import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'

/**
 * 1 / (1 + exp(-x)), elementwise.
 *
 * @example
 * new Sigmoid().forward(tensor([0])) // [0.5]
 */
export class Sigmoid extends Module {
  forward(x: Tensor): Tensor {
    return x.sigmoid()
  }
}
