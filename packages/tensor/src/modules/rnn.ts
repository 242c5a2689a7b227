import { rnn } from '../functions/recurrent.ts'
import type { Tensor } from '../graph/tensor.ts'
import { Recurrent, type RecurrentModuleOptions } from './recurrent.ts'

/**
 * Elman's network over x [T, N, size], or [N, T, size] with `batchFirst`; the initial state [layers * directions,
 * N, H] is zeros unless given.
 *
 * @example
 * new RNN(3, 4, { nonlinearity: 'relu' }).forward(randn([7, 5, 3])).output.shape // [7, 5, 4]
 */
export class RNN extends Recurrent {
  readonly #nonlinearity: 'tanh' | 'relu'

  constructor(
    inputSize: number,
    hiddenSize: number,
    { nonlinearity = 'tanh', ...options }: RecurrentModuleOptions & { nonlinearity?: 'tanh' | 'relu' } = {},
  ) {
    super(1, inputSize, hiddenSize, options)
    this.#nonlinearity = nonlinearity
  }

  forward(x: Tensor, initial?: { hidden: Tensor }): { output: Tensor; hidden: Tensor } {
    const network: typeof rnn = (input, layers, options) =>
      rnn(input, layers, { ...options, nonlinearity: this.#nonlinearity })
    const { output, states } = this.run(network, x, initial && [initial.hidden])
    return { output, hidden: states[0]! }
  }
}
