import { Linear, Module, ModuleList, type Tensor } from '@nodeyard/tensor'

/** One expert: a feed-forward network with SiLU. */
class Expert extends Module {
  readonly linear1: Linear
  readonly linear2: Linear

  constructor(size: number, hiddenSize: number) {
    super()
    this.linear1 = new Linear(size, hiddenSize)
    this.linear2 = new Linear(hiddenSize, size)
  }

  forward(x: Tensor): Tensor {
    return this.linear2.forward(this.linear1.forward(x).silu())
  }
}

export interface MixtureOptions {
  experts: number
  /** How many experts see each position. */
  chosen: number
  size: number
  expertSize: number
}

/**
 * Experts side by side, of which a gate chooses a few for every position: x [B, T, size] to the same shape, with the
 * weights and the numbers of the chosen ones, [B, T, chosen] each, the best first (Shazeer et al., 2017).
 */
export class MixtureOfExperts extends Module {
  readonly gate: Linear
  readonly experts: ModuleList<Expert>
  readonly #chosen: number

  constructor({ experts, chosen, size, expertSize }: MixtureOptions) {
    super()
    this.gate = new Linear(size, experts, { bias: false })
    this.experts = new ModuleList(Array.from({ length: experts }, () => new Expert(size, expertSize)))
    this.#chosen = chosen
  }

  forward(x: Tensor): { output: Tensor; weights: Tensor; indices: Tensor } {
    const { values, indices } = this.gate.forward(x).topk(this.#chosen, -1)
    const weights = values.softmax(-1)
    const parts = [...this.experts].map((expert, i) => {
      const share = weights.mul(indices.eq(i).to(weights.dtype)).sum(-1, true)
      return expert.forward(x).mul(share)
    })
    return { output: parts.reduce((sum, part) => sum.add(part)), weights, indices }
  }
}
