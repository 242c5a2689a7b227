import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'

/**
 * x itself: a place where a layer was, or may be.
 *
 * @example
 * new Identity().forward(tensor([1, 2])) // [1, 2]
 */
export class Identity extends Module {
  forward(x: Tensor): Tensor {
    return x
  }
}
