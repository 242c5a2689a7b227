import { Linear, Module, type Tensor, TensorError } from '@nodeyard/tensor'

export interface Attended {
  /** Queries, keys and values by head: [..., heads, length, size / heads]. */
  queries: Tensor
  keys: Tensor
  values: Tensor
  /** [..., heads, queries, keys], before and after the softmax. */
  scores: Tensor
  weights: Tensor
  /** What every head attends to, heads side by side: [..., queries, size]. */
  joined: Tensor
  output: Tensor
}

/**
 * Attention with nothing hidden: every stage of it is handed out. Queries [..., L, size] look at a context
 * [..., S, size]; no batch is needed. Linear layers without biases, named `w_q`, `w_k`, `w_v` and `w_o`.
 */
export class Heads extends Module {
  readonly wQ: Linear
  readonly wK: Linear
  readonly wV: Linear
  readonly wO: Linear
  readonly #count: number

  constructor(size: number, count: number) {
    super()
    if (size % count !== 0) throw new TensorError('argument', `${size} features do not make ${count} heads`)
    this.wQ = new Linear(size, size, { bias: false })
    this.wK = new Linear(size, size, { bias: false })
    this.wV = new Linear(size, size, { bias: false })
    this.wO = new Linear(size, size, { bias: false })
    this.#count = count
  }

  /** `blocked` is true for pairs that must not meet, [L, S] or with axes before that. */
  forward(query: Tensor, context: Tensor, blocked?: Tensor): Attended {
    const split = (x: Tensor) =>
      x.unflatten(-1, [this.#count, x.shape.at(-1)! / this.#count]).transpose(-3, -2)
    const queries = split(this.wQ.forward(query))
    const keys = split(this.wK.forward(context))
    const values = split(this.wV.forward(context))
    const free = queries.matmul(keys.transpose(-2, -1)).mul(1 / Math.sqrt(queries.shape.at(-1)!))
    const scores = blocked ? free.maskedFill(blocked, -Infinity) : free
    const weights = scores.softmax(-1)
    const joined = weights.matmul(values).transpose(-3, -2).flatten(-2, -1)
    return { queries, keys, values, scores, weights, joined, output: this.wO.forward(joined) }
  }
}
