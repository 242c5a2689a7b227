import type { Tensor } from '../graph/tensor.ts'
import { type Layer, Module } from './module.ts'
import { ModuleList } from './module-list.ts'
import type { EncoderMasks, TransformerEncoderLayer } from './transformer-encoder-layer.ts'

/**
 * The layers of an encoder one after the other, and a last norm if there is one. `makeLayer` is called for each.
 *
 * @example
 * const encoder = new TransformerEncoder(
 *   () => new TransformerEncoderLayer(8, 2, { dimFeedforward: 16, batchFirst: true }),
 *   2,
 *   { norm: new LayerNorm(8) },
 * )
 * encoder.forward(randn([3, 5, 8])).shape // [3, 5, 8]
 */
export class TransformerEncoder extends Module {
  readonly layers: ModuleList<TransformerEncoderLayer>
  readonly norm: Layer | undefined

  constructor(
    makeLayer: () => TransformerEncoderLayer,
    numLayers: number,
    { norm }: { norm?: Layer | undefined } = {},
  ) {
    super()
    this.layers = new ModuleList(Array.from({ length: numLayers }, makeLayer))
    this.norm = norm
  }

  forward(src: Tensor, masks: EncoderMasks = {}): Tensor {
    const made = [...this.layers].reduce((x, layer) => layer.forward(x, masks), src)
    return this.norm ? this.norm.forward(made) : made
  }
}
