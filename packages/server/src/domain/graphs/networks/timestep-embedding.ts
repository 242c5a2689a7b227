import { Linear, Module, type Tensor } from '@nodeyard/tensor'
import { sinusoids } from './sinusoids.ts'

/** Time steps [B] as learned vectors [B, size]: sinusoids, then two linear layers with SiLU between. */
export class TimestepEmbedding extends Module {
  readonly linear1: Linear
  readonly linear2: Linear
  readonly #size: number
  readonly #maxPeriod: number

  /** `size` is even. */
  constructor(size: number, maxPeriod = 10_000) {
    super()
    if (size % 2 !== 0) throw new RangeError(`the size of a time embedding is even, not ${size}`)
    this.linear1 = new Linear(size, 4 * size)
    this.linear2 = new Linear(4 * size, size)
    this.#size = size
    this.#maxPeriod = maxPeriod
  }

  forward(steps: Tensor): Tensor {
    const waves = sinusoids(steps, this.#size, this.#maxPeriod)
    return this.linear2.forward(this.linear1.forward(waves).silu())
  }
}
