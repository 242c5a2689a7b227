import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'

/**
 * Makes one dimension of those from `start` to `end` (both included): all but the batch unless told otherwise.
 *
 * @example
 * new Flatten().forward(randn([5, 2, 3])).shape // [5, 6]
 */
export class Flatten extends Module {
  readonly #start: number
  readonly #end: number

  constructor(start = 1, end = -1) {
    super()
    this.#start = start
    this.#end = end
  }

  forward(x: Tensor): Tensor {
    return x.flatten(this.#start, this.#end)
  }
}
