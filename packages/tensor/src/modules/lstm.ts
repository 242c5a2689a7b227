import { lstm } from '../functions/recurrent.ts'
import type { Tensor } from '../graph/tensor.ts'
import { Recurrent, type RecurrentModuleOptions } from './recurrent.ts'

export interface LSTMResult {
  /** [T, N, directions * H], or [N, T, directions * H] with `batchFirst`. */
  output: Tensor
  /** The last states, [layers * directions, N, H]. */
  hidden: Tensor
  cell: Tensor
}

/**
 * Long short-term memory over x [T, N, size], or [N, T, size] with `batchFirst`; initial states [layers *
 * directions, N, H] are zeros unless given.
 *
 * @example
 * const { output, hidden } = new LSTM(3, 4, { numLayers: 2, batchFirst: true }).forward(randn([5, 7, 3]))
 * output.shape // [5, 7, 4]
 * hidden.shape // [2, 5, 4]
 */
export class LSTM extends Recurrent {
  constructor(inputSize: number, hiddenSize: number, options: RecurrentModuleOptions = {}) {
    super(4, inputSize, hiddenSize, options)
  }

  forward(x: Tensor, initial?: { hidden: Tensor; cell: Tensor }): LSTMResult {
    const { output, states } = this.run(lstm, x, initial && [initial.hidden, initial.cell])
    return { output, hidden: states[0]!, cell: states[1]! }
  }
}
