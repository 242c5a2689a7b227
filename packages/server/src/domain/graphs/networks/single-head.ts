import { Linear, Module, type Tensor } from '@nodeyard/tensor'

/** Attention of a sequence to itself in one head, stage by stage: linear layers `w_q`, `w_k`, `w_v` without biases. */
export class SingleHead extends Module {
  readonly wQ: Linear
  readonly wK: Linear
  readonly wV: Linear

  constructor(size: number) {
    super()
    this.wQ = new Linear(size, size, { bias: false })
    this.wK = new Linear(size, size, { bias: false })
    this.wV = new Linear(size, size, { bias: false })
  }

  /** x [..., S, size]; `blocked` is true for pairs that must not meet, [S, S]. */
  forward(x: Tensor, { temperature, blocked }: { temperature: number; blocked: Tensor | undefined }) {
    const [queries, keys, values] = [this.wQ.forward(x), this.wK.forward(x), this.wV.forward(x)]
    const scale = 1 / (Math.sqrt(x.shape.at(-1)!) * temperature)
    const scores = queries.matmul(keys.transpose(-2, -1)).mul(scale)
    const masked = blocked ? scores.maskedFill(blocked, -Infinity) : scores
    const weights = masked.softmax(-1)
    return { queries, keys, values, scores, masked, weights, output: weights.matmul(values) }
  }
}
