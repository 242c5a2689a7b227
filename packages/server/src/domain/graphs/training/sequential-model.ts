import { type Layer, Module, type Tensor } from '@nodeyard/tensor'
import { Fault } from '../../../fault.ts'
import { type LayerGraph, readLayerGraph } from './layer-graph.ts'
import { LayerParams } from './layer-params.ts'
import { LAYERS, MERGES } from './layer-types.ts'

/**
 * A network that a layer graph describes. Its weights are named by the ids of the layers (`c1.weight`); a recurrent or
 * transformer layer's lie below `inner`.
 */
export class SequentialModel extends Module {
  readonly #graph: LayerGraph
  readonly #apply = new Map<string, (inputs: readonly Tensor[]) => Tensor>()
  readonly layers: string

  /** @param layers the layer graph's text; @throws Fault `validation_failed` */
  constructor(layers: string) {
    super()
    this.layers = layers
    this.#graph = readLayerGraph(layers)
    for (const { id, type, params: given, from } of this.#graph.layers) {
      const where = `layers: ${type} "${id}"`
      const params = new LayerParams(given, where)
      const merge = Object.hasOwn(MERGES, type) ? MERGES[type] : undefined
      const make = Object.hasOwn(LAYERS, type) ? LAYERS[type] : undefined
      if (!merge && !make) throw new Fault('validation_failed', `layers: there is no layer type "${type}"`)
      checkCount(where, from.length, merge ?? { least: 1, most: 1 })
      if (merge) this.#apply.set(id, merge.make(params))
      else {
        const layer: Layer = this.register(
          id.replaceAll('.', '_'),
          build(where, () => make!(params)),
        )
        this.#apply.set(id, ([x]) => layer.forward(x!))
      }
      params.finish()
    }
  }

  get inputNames(): string[] {
    return this.#graph.inputs.map(({ name }) => name)
  }

  get outputNames(): string[] {
    return this.#graph.outputs.map(({ name }) => name)
  }

  /** One tensor for each input port; gives one tensor, or with several output ports an object of them by name. */
  override forward(...inputs: Tensor[]): Tensor | Record<string, Tensor> {
    const { inputs: ports, outputs, layers } = this.#graph
    if (inputs.length !== ports.length) {
      const names = ports.map(({ name }) => name).join(', ')
      throw new Fault(
        'validation_failed',
        `the model takes ${ports.length} inputs (${names}), not ${inputs.length}`,
      )
    }
    const values = new Map(ports.map(({ key }, i) => [key, inputs[i]!]))
    for (const { id, type, from } of layers) {
      try {
        values.set(id, this.#apply.get(id)!(from.map((key) => values.get(key)!)))
      } catch (error) {
        throw new Fault(
          'validation_failed',
          `${type} "${id}": ${(error as Error).message}`,
          {},
          { cause: error },
        )
      }
    }
    if (outputs.length === 1) return values.get(outputs[0]!.key)!
    return Object.fromEntries(outputs.map(({ name, key }) => [name, values.get(key)!]))
  }
}

function build<T>(where: string, make: () => T): T {
  try {
    return make()
  } catch (error) {
    if (error instanceof Fault) throw error
    throw new Fault('validation_failed', `${where}: ${(error as Error).message}`, {}, { cause: error })
  }
}

function checkCount(where: string, count: number, { least, most }: { least: number; most: number }): void {
  if (count >= least && count <= most) return
  const wanted = least === most ? `exactly ${least}` : `at least ${least}`
  throw new Fault(
    'validation_failed',
    `${where} takes ${wanted} incoming edge${least > 1 ? 's' : ''}, not ${count}`,
  )
}
