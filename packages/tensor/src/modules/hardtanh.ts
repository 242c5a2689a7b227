import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'

/**
 * x between two limits, elementwise.
 *
 * @example
 * new Hardtanh().forward(tensor([-3, 0.5])) // [-1, 0.5]
 */
export class Hardtanh extends Module {
  readonly #min: number
  readonly #max: number

  constructor(min = -1, max = 1) {
    super()
    this.#min = min
    this.#max = max
  }

  forward(x: Tensor): Tensor {
    return x.hardtanh(this.#min, this.#max)
  }
}
