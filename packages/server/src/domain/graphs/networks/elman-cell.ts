import { linear, Module, normal, Parameter, type Tensor, zeros } from '@nodeyard/tensor'

/** One step of Elman's network: x [N, in] and the state before it, [N, hidden], to the state after it. */
export class ElmanCell extends Module {
  readonly weightIh: Parameter
  readonly weightHh: Parameter
  readonly biasIh: Parameter
  readonly biasHh: Parameter
  readonly #nonlinearity: 'tanh' | 'relu'

  constructor(inputSize: number, hiddenSize: number, nonlinearity: 'tanh' | 'relu') {
    super()
    const deviation = 1 / Math.sqrt(hiddenSize)
    this.weightIh = new Parameter(normal([hiddenSize, inputSize], 0, deviation))
    this.weightHh = new Parameter(normal([hiddenSize, hiddenSize], 0, deviation))
    this.biasIh = new Parameter(zeros([hiddenSize]))
    this.biasHh = new Parameter(zeros([hiddenSize]))
    this.#nonlinearity = nonlinearity
  }

  forward(x: Tensor, hidden?: Tensor): Tensor {
    const before = hidden ?? zeros([x.shape[0]!, this.weightHh.shape[0]!])
    const sum = linear(x, this.weightIh, this.biasIh).add(linear(before, this.weightHh, this.biasHh))
    return this.#nonlinearity === 'tanh' ? sum.tanh() : sum.relu()
  }
}
