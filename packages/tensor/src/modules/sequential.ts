import type { Tensor } from '../graph/tensor.ts'
import { type Layer, Module } from './module.ts'

/**
 * Layers one after the other, named '0', '1', ….
 *
 * @example
 * const net = new Sequential(new Linear(4, 8), new ReLU(), new Linear(8, 2))
 * net.forward(randn([5, 4])).shape // [5, 2]
 * Object.keys(net.stateDict()) // ["0.weight", "0.bias", "2.weight", "2.bias"]
 */
export class Sequential extends Module {
  readonly #layers: readonly Layer[]

  constructor(...layers: Layer[]) {
    super()
    this.#layers = layers.map((layer, i) => this.register(String(i), layer))
  }

  forward(x: Tensor): Tensor {
    return this.#layers.reduce((result, layer) => layer.forward(result), x)
  }

  [Symbol.iterator](): Iterator<Layer> {
    return this.#layers[Symbol.iterator]()
  }
}
