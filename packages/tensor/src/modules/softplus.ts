import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'

/**
 * log(1 + exp(beta * x)) / beta, elementwise: a smooth relu.
 *
 * @example
 * new Softplus().forward(tensor([0, 100])) // [0.6931, 100]
 */
export class Softplus extends Module {
  readonly #beta: number

  constructor(beta = 1) {
    super()
    this.#beta = beta
  }

  forward(x: Tensor): Tensor {
    return this.#beta === 1 ? x.softplus() : x.mul(this.#beta).softplus().div(this.#beta)
  }
}
