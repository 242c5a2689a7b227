import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'

/**
 * x times the normal distribution function of x: exactly, or by PyTorch's tanh approximation.
 *
 * @example
 * new GELU().forward(tensor([0, 1])) // [0, 0.8413]
 */
export class GELU extends Module {
  readonly #approximate: 'none' | 'tanh'

  constructor({ approximate = 'none' }: { approximate?: 'none' | 'tanh' } = {}) {
    super()
    this.#approximate = approximate
  }

  forward(x: Tensor): Tensor {
    return x.gelu(this.#approximate)
  }
}
