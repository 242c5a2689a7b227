import type { RecurrentOptions, RecurrentResult, RecurrentWeights } from '../functions/recurrent.ts'
import { show } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { fanBounded } from '../init/fan-bounded.ts'
import { Module } from './module.ts'
import { Parameter } from './parameter.ts'

export interface RecurrentModuleOptions {
  numLayers?: number
  bias?: boolean
  /** Whether the batch is the first dimension: [N, T, size] instead of [T, N, size]. */
  batchFirst?: boolean
  /** Between layers, in training. */
  dropout?: number
  bidirectional?: boolean
}

/** What recurrent networks share: weights named as PyTorch has them (`weight_ih_l0_reverse`), and layouts. */
export abstract class Recurrent extends Module {
  readonly #layers: RecurrentWeights[] = []
  readonly #options: RecurrentModuleOptions

  constructor(gates: number, inputSize: number, hiddenSize: number, options: RecurrentModuleOptions) {
    super()
    const { numLayers = 1, bias = true, bidirectional = false } = options
    const suffixes = bidirectional ? ['', '_reverse'] : ['']
    for (let layer = 0; layer < numLayers; layer++) {
      const size = layer === 0 ? inputSize : hiddenSize * suffixes.length
      for (const suffix of suffixes) {
        const add = (name: string, shape: number[]) =>
          this.register(`${name}_l${layer}${suffix}`, new Parameter(fanBounded(shape, hiddenSize)))
        const weights = [
          add('weight_ih', [gates * hiddenSize, size]),
          add('weight_hh', [gates * hiddenSize, hiddenSize]),
        ]
        if (bias) weights.push(add('bias_ih', [gates * hiddenSize]), add('bias_hh', [gates * hiddenSize]))
        this.#layers.push(weights)
      }
    }
    this.#options = options
  }

  /** Runs over x, whatever its layout; the states keep PyTorch's, [layers * directions, N, H]. */
  protected run(
    network: (x: Tensor, layers: readonly RecurrentWeights[], options: RecurrentOptions) => RecurrentResult,
    x: Tensor,
    initial: readonly Tensor[] | undefined,
  ): RecurrentResult {
    const { batchFirst = false, dropout = 0, bidirectional = false } = this.#options
    if (x.ndim === 2) {
      const { output, states } = this.run(
        network,
        x.unsqueeze(batchFirst ? 0 : 1),
        initial?.map((state) => state.unsqueeze(1)),
      )
      return { output: output.squeeze(batchFirst ? 0 : 1), states: states.map((state) => state.squeeze(1)) }
    }
    if (x.ndim !== 3) throw new TensorError('shape', `a recurrent network cannot take ${show(x.shape)}`)
    const { output, states } = network(batchFirst ? x.transpose(0, 1) : x, this.#layers, {
      isBidirectional: bidirectional,
      dropoutP: this.training ? dropout : 0,
      ...(initial && { initial }),
    })
    return { output: batchFirst ? output.transpose(0, 1) : output, states }
  }
}
