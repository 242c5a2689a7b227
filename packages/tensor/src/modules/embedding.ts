import { arange } from '../functions/creation.ts'
import { embedding } from '../functions/linear.ts'
import { randn } from '../functions/random.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { where } from '../ops/where.ts'
import { Module } from './module.ts'
import { Parameter } from './parameter.ts'

/**
 * A table of vectors: whole numbers (int64) [...] to [..., size].
 *
 * @example
 * new Embedding(10, 4).forward(tensor([[1n, 2n, 9n]])).shape // [1, 3, 4]
 */
export class Embedding extends Module {
  /** [count, size] */
  readonly weight: Parameter
  readonly #paddingIdx: number | undefined

  /** The row `paddingIdx` starts as zeros and gets no gradient; negative ones count from the end. */
  constructor(count: number, size: number, { paddingIdx }: { paddingIdx?: number } = {}) {
    super()
    if (paddingIdx !== undefined && (paddingIdx >= count || paddingIdx < -count)) {
      throw new TensorError('argument', `there is no row ${paddingIdx} in a table of ${count}`)
    }
    this.#paddingIdx = paddingIdx === undefined || paddingIdx >= 0 ? paddingIdx : count + paddingIdx
    const initial = randn([count, size])
    const row = this.#paddingIdx
    const isPadding = row === undefined ? undefined : arange(count).eq(row).unsqueeze(1)
    this.weight = new Parameter(isPadding ? initial.maskedFill(isPadding, 0) : initial)
  }

  forward(index: Tensor): Tensor {
    const rows = embedding(index, this.weight)
    if (this.#paddingIdx === undefined) return rows
    return where(index.eq(this.#paddingIdx).unsqueeze(-1), rows.detach(), rows)
  }
}
