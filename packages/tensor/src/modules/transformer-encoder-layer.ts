import type { Tensor } from '../graph/tensor.ts'
import { Dropout } from './dropout.ts'
import { LayerNorm } from './layer-norm.ts'
import { Linear } from './linear.ts'
import { Module } from './module.ts'
import { MultiheadAttention } from './multihead-attention.ts'

export interface TransformerLayerOptions {
  /** The width of the two linear layers in between; 2048 unless given. */
  dimFeedforward?: number
  dropout?: number
  activation?: 'relu' | 'gelu'
  layerNormEps?: number
  batchFirst?: boolean
  /** Whether norms come before attention and feed-forward instead of after. */
  normFirst?: boolean
}

/** Masks as `MultiheadAttention` takes them. */
export interface EncoderMasks {
  srcMask?: Tensor
  srcKeyPaddingMask?: Tensor
}

/**
 * Self-attention and a feed-forward network, each with a residual and a norm: x [L, N, d] (or [N, L, d] with
 * `batchFirst`), of the same shape after.
 *
 * @example
 * const layer = new TransformerEncoderLayer(8, 2, { dimFeedforward: 16, batchFirst: true })
 * layer.forward(randn([3, 5, 8])).shape // [3, 5, 8]
 */
export class TransformerEncoderLayer extends Module {
  readonly selfAttn: MultiheadAttention
  readonly linear1: Linear
  readonly dropout: Dropout
  readonly linear2: Linear
  readonly norm1: LayerNorm
  readonly norm2: LayerNorm
  readonly dropout1: Dropout
  readonly dropout2: Dropout
  readonly #options: TransformerLayerOptions

  constructor(dModel: number, nhead: number, options: TransformerLayerOptions = {}) {
    super()
    const { dimFeedforward = 2048, dropout = 0.1, layerNormEps: eps = 1e-5, batchFirst = false } = options
    this.selfAttn = new MultiheadAttention(dModel, nhead, { dropout, batchFirst })
    this.linear1 = new Linear(dModel, dimFeedforward)
    this.dropout = new Dropout(dropout)
    this.linear2 = new Linear(dimFeedforward, dModel)
    this.norm1 = new LayerNorm(dModel, { eps })
    this.norm2 = new LayerNorm(dModel, { eps })
    this.dropout1 = new Dropout(dropout)
    this.dropout2 = new Dropout(dropout)
    this.#options = options
  }

  forward(src: Tensor, masks: EncoderMasks = {}): Tensor {
    if (this.#options.normFirst) {
      const attended = src.add(this.#attend(this.norm1.forward(src), masks))
      return attended.add(this.#feed(this.norm2.forward(attended)))
    }
    const attended = this.norm1.forward(src.add(this.#attend(src, masks)))
    return this.norm2.forward(attended.add(this.#feed(attended)))
  }

  #attend(x: Tensor, { srcMask, srcKeyPaddingMask }: EncoderMasks): Tensor {
    const { output } = this.selfAttn.forward(x, x, x, {
      needWeights: false,
      ...(srcMask && { attnMask: srcMask }),
      ...(srcKeyPaddingMask && { keyPaddingMask: srcKeyPaddingMask }),
    })
    return this.dropout1.forward(output)
  }

  #feed(x: Tensor): Tensor {
    const hidden = this.linear1.forward(x)
    const active = this.#options.activation === 'gelu' ? hidden.gelu() : hidden.relu()
    return this.dropout2.forward(this.linear2.forward(this.dropout.forward(active)))
  }
}
