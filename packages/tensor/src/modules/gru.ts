import { gru } from '../functions/recurrent.ts'
import type { Tensor } from '../graph/tensor.ts'
import { Recurrent, type RecurrentModuleOptions } from './recurrent.ts'

/**
 * Gated recurrent units over x [T, N, size], or [N, T, size] with `batchFirst`; the initial state [layers *
 * directions, N, H] is zeros unless given.
 *
 * @example
 * const { output, hidden } = new GRU(3, 4, { bidirectional: true }).forward(randn([7, 5, 3]))
 * output.shape // [7, 5, 8]
 * hidden.shape // [2, 5, 4]
 */
export class GRU extends Recurrent {
  constructor(inputSize: number, hiddenSize: number, options: RecurrentModuleOptions = {}) {
    super(3, inputSize, hiddenSize, options)
  }

  forward(x: Tensor, initial?: { hidden: Tensor }): { output: Tensor; hidden: Tensor } {
    const { output, states } = this.run(gru, x, initial && [initial.hidden])
    return { output, hidden: states[0]! }
  }
}
