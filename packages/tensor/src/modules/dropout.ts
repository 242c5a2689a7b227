import { dropout } from '../functions/random.ts'
import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'

/**
 * In training zeroes elements with probability `p` and scales the rest by 1 / (1 - p), anew at every run; in
 * evaluation it does nothing.
 *
 * @example
 * new Dropout(0.5).eval().forward(tensor([1, 2])) // [1, 2]
 */
export class Dropout extends Module {
  readonly #p: number

  constructor(p = 0.5) {
    super()
    this.#p = p
  }

  forward(x: Tensor): Tensor {
    return dropout(x, this.#p, this.training)
  }
}
