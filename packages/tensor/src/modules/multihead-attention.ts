import { scaledDotProductAttention } from '../functions/attention.ts'
import { zeros } from '../functions/creation.ts'
import { linear } from '../functions/linear.ts'
import { dropout } from '../functions/random.ts'
import { show } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { xavierUniform } from '../init/xavier-uniform.ts'
import { product } from '../ops/matmul.ts'
import { attentionBias } from './attention-bias.ts'
import { Linear } from './linear.ts'
import { Module } from './module.ts'
import { Parameter } from './parameter.ts'

export interface MultiheadAttentionOptions {
  dropout?: number
  bias?: boolean
  /** Sizes of keys and values, where they differ from the queries'. */
  kdim?: number
  vdim?: number
  /** Whether the batch is the first dimension: [N, L, E] instead of [L, N, E]. */
  batchFirst?: boolean
}

export interface MultiheadAttentionMasks {
  /** [N, S], true (or added, when float) for keys that must not be attended to. */
  keyPaddingMask?: Tensor
  /** [L, S] or [N * heads, L, S], true (or added, when float) for pairs that must not. */
  attnMask?: Tensor
  /** Whether the weights are returned too, which costs a little; true unless told otherwise. */
  needWeights?: boolean
  /** Whether these are the mean over heads, [N, L, S], instead of [N, heads, L, S]. */
  averageAttnWeights?: boolean
}

/**
 * Attention in several heads side by side: queries [L, N, E], keys and values [S, N, E] (or [N, L, E] with
 * `batchFirst`, or without a batch) to an output of the queries' shape.
 *
 * @example
 * const attention = new MultiheadAttention(8, 2, { batchFirst: true })
 * const { output, weights } = attention.forward(randn([3, 4, 8]), randn([3, 5, 8]), randn([3, 5, 8]))
 * output.shape // [3, 4, 8]
 * weights.shape // [3, 4, 5]
 */
export class MultiheadAttention extends Module {
  /** Of queries, keys and values together, [3E, E]; undefined when their sizes differ. */
  readonly inProjWeight: Parameter | undefined
  readonly qProjWeight: Parameter | undefined
  readonly kProjWeight: Parameter | undefined
  readonly vProjWeight: Parameter | undefined
  readonly inProjBias: Parameter | undefined
  readonly outProj: Linear
  readonly #heads: number
  readonly #options: MultiheadAttentionOptions

  constructor(embedDim: number, numHeads: number, options: MultiheadAttentionOptions = {}) {
    super()
    if (embedDim % numHeads !== 0) {
      throw new TensorError('argument', `${embedDim} features do not make ${numHeads} heads`)
    }
    const { bias = true, kdim = embedDim, vdim = embedDim } = options
    if (kdim === embedDim && vdim === embedDim) {
      this.inProjWeight = new Parameter(xavierUniform([3 * embedDim, embedDim]))
    } else {
      this.qProjWeight = new Parameter(xavierUniform([embedDim, embedDim]))
      this.kProjWeight = new Parameter(xavierUniform([embedDim, kdim]))
      this.vProjWeight = new Parameter(xavierUniform([embedDim, vdim]))
    }
    if (bias) this.inProjBias = new Parameter(zeros([3 * embedDim]))
    this.outProj = new Linear(embedDim, embedDim, { bias })
    this.outProj.bias?.assign(zeros([embedDim]))
    this.#heads = numHeads
    this.#options = options
  }

  forward(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    masks: MultiheadAttentionMasks = {},
  ): { output: Tensor; weights: Tensor | undefined } {
    if (query.ndim === 2) return this.#unbatched(query, key, value, masks)
    if (query.ndim !== 3) {
      throw new TensorError('shape', `attention wants [L, N, E] or [L, E], not ${show(query.shape)}`)
    }
    const { needWeights = true, averageAttnWeights = true } = masks
    const [q, k, v] = this.#project(query, key, value)
    const [n, , length, size] = q.shape as [number, number, number, number]
    const mask = attentionBias(q, k, masks)
    const dropoutP = this.training ? (this.#options.dropout ?? 0) : 0
    let weights: Tensor | undefined
    let mixed: Tensor
    if (needWeights) {
      const scores = product(q.mul(1 / Math.sqrt(size)), k, false, true)
      weights = dropout((mask ? scores.add(mask) : scores).softmax(-1), dropoutP)
      mixed = product(weights, v)
    } else mixed = scaledDotProductAttention(q, k, v, { dropoutP, ...(mask && { mask }) })
    const joined = this.#options.batchFirst
      ? mixed.transpose(1, 2).reshape([n, length, this.#heads * size])
      : mixed.permute([2, 0, 1, 3]).reshape([length, n, this.#heads * size])
    return {
      output: this.outProj.forward(joined),
      weights: weights && averageAttnWeights ? weights.mean(1) : weights,
    }
  }

  #unbatched(query: Tensor, key: Tensor, value: Tensor, masks: MultiheadAttentionMasks) {
    const dim = this.#options.batchFirst ? 0 : 1
    const { keyPaddingMask, ...others } = masks
    const batched = keyPaddingMask ? { ...others, keyPaddingMask: keyPaddingMask.unsqueeze(0) } : others
    const [q, k, v] = [query, key, value].map((x) => x.unsqueeze(dim)) as [Tensor, Tensor, Tensor]
    const { output, weights } = this.forward(q, k, v, batched)
    return { output: output.squeeze(dim), weights: weights?.squeeze(0) }
  }

  /** Queries, keys and values of every head: [N, heads, L, E / heads]. */
  #project(query: Tensor, key: Tensor, value: Tensor): [Tensor, Tensor, Tensor] {
    const { inProjWeight, inProjBias } = this
    const split = (x: Tensor): Tensor => {
      const heads = x.reshape([...x.shape.slice(0, 2), this.#heads, x.shape[2]! / this.#heads])
      return heads.permute(this.#options.batchFirst ? [0, 2, 1, 3] : [1, 2, 0, 3])
    }
    if (inProjWeight && query === key && key === value) {
      return linear(query, inProjWeight, inProjBias).chunk(3, 2).map(split) as [Tensor, Tensor, Tensor]
    }
    const weights = inProjWeight
      ? inProjWeight.chunk(3, 0)
      : [this.qProjWeight!, this.kProjWeight!, this.vProjWeight!]
    const biases = inProjBias?.chunk(3, 0)
    return [query, key, value].map((x, i) => split(linear(x, weights[i]!, biases?.[i]))) as [
      Tensor,
      Tensor,
      Tensor,
    ]
  }
}
