import type { Tensor } from '../graph/tensor.ts'
import { Dropout } from './dropout.ts'
import { LayerNorm } from './layer-norm.ts'
import { Linear } from './linear.ts'
import { Module } from './module.ts'
import { MultiheadAttention } from './multihead-attention.ts'
import type { TransformerLayerOptions } from './transformer-encoder-layer.ts'

/** Masks as `MultiheadAttention` takes them. */
export interface DecoderMasks {
  tgtMask?: Tensor
  memoryMask?: Tensor
  tgtKeyPaddingMask?: Tensor
  memoryKeyPaddingMask?: Tensor
}

/**
 * Self-attention, attention to what an encoder made, and a feed-forward network, each with a residual and a norm:
 * target [L, N, d], memory [S, N, d] (batch first with `batchFirst`) to the target's shape.
 *
 * @example
 * const layer = new TransformerDecoderLayer(8, 2, { dimFeedforward: 16, batchFirst: true })
 * layer.forward(randn([3, 4, 8]), randn([3, 5, 8])).shape // [3, 4, 8]
 */
export class TransformerDecoderLayer extends Module {
  readonly selfAttn: MultiheadAttention
  readonly multiheadAttn: MultiheadAttention
  readonly linear1: Linear
  readonly dropout: Dropout
  readonly linear2: Linear
  readonly norm1: LayerNorm
  readonly norm2: LayerNorm
  readonly norm3: LayerNorm
  readonly dropout1: Dropout
  readonly dropout2: Dropout
  readonly dropout3: Dropout
  readonly #options: TransformerLayerOptions

  constructor(dModel: number, nhead: number, options: TransformerLayerOptions = {}) {
    super()
    const { dimFeedforward = 2048, dropout = 0.1, layerNormEps: eps = 1e-5, batchFirst = false } = options
    this.selfAttn = new MultiheadAttention(dModel, nhead, { dropout, batchFirst })
    this.multiheadAttn = new MultiheadAttention(dModel, nhead, { dropout, batchFirst })
    this.linear1 = new Linear(dModel, dimFeedforward)
    this.dropout = new Dropout(dropout)
    this.linear2 = new Linear(dimFeedforward, dModel)
    this.norm1 = new LayerNorm(dModel, { eps })
    this.norm2 = new LayerNorm(dModel, { eps })
    this.norm3 = new LayerNorm(dModel, { eps })
    this.dropout1 = new Dropout(dropout)
    this.dropout2 = new Dropout(dropout)
    this.dropout3 = new Dropout(dropout)
    this.#options = options
  }

  forward(tgt: Tensor, memory: Tensor, masks: DecoderMasks = {}): Tensor {
    const { tgtMask, memoryMask, tgtKeyPaddingMask, memoryKeyPaddingMask } = masks
    const attend = (x: Tensor) => this.dropout1.forward(mix(this.selfAttn, x, x, tgtMask, tgtKeyPaddingMask))
    const look = (x: Tensor) =>
      this.dropout2.forward(mix(this.multiheadAttn, x, memory, memoryMask, memoryKeyPaddingMask))
    const feed = (x: Tensor) => this.#feed(x)
    const parts = [
      [attend, this.norm1],
      [look, this.norm2],
      [feed, this.norm3],
    ] as const
    return parts.reduce(
      (x, [part, norm]) =>
        this.#options.normFirst ? x.add(part(norm.forward(x))) : norm.forward(x.add(part(x))),
      tgt,
    )
  }

  #feed(x: Tensor): Tensor {
    const hidden = this.linear1.forward(x)
    const active = this.#options.activation === 'gelu' ? hidden.gelu() : hidden.relu()
    return this.dropout3.forward(this.linear2.forward(this.dropout.forward(active)))
  }
}

function mix(
  attention: MultiheadAttention,
  x: Tensor,
  memory: Tensor,
  attnMask: Tensor | undefined,
  keyPaddingMask: Tensor | undefined,
): Tensor {
  return attention.forward(x, memory, memory, {
    needWeights: false,
    ...(attnMask && { attnMask }),
    ...(keyPaddingMask && { keyPaddingMask }),
  }).output
}
