import type { Tensor } from '../graph/tensor.ts'
import { type Layer, Module } from './module.ts'
import { ModuleList } from './module-list.ts'
import type { DecoderMasks, TransformerDecoderLayer } from './transformer-decoder-layer.ts'

/**
 * The layers of a decoder one after the other, and a last norm if there is one. `makeLayer` is called for each.
 *
 * @example
 * const decoder = new TransformerDecoder(
 *   () => new TransformerDecoderLayer(8, 2, { dimFeedforward: 16, batchFirst: true }),
 *   2,
 *   { norm: new LayerNorm(8) },
 * )
 * decoder.forward(randn([3, 5, 8]), randn([3, 4, 8])).shape // [3, 5, 8]
 */
export class TransformerDecoder extends Module {
  readonly layers: ModuleList<TransformerDecoderLayer>
  readonly norm: Layer | undefined

  constructor(
    makeLayer: () => TransformerDecoderLayer,
    numLayers: number,
    { norm }: { norm?: Layer | undefined } = {},
  ) {
    super()
    this.layers = new ModuleList(Array.from({ length: numLayers }, makeLayer))
    this.norm = norm
  }

  forward(tgt: Tensor, memory: Tensor, masks: DecoderMasks = {}): Tensor {
    const made = [...this.layers].reduce((x, layer) => layer.forward(x, memory, masks), tgt)
    return this.norm ? this.norm.forward(made) : made
  }
}
