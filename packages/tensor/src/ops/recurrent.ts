import { defineOp } from '../graph/define-op.ts'
import type { Tensor } from '../graph/tensor.ts'
import type { OpCheck, Plain } from '../reference/op-check.ts'

interface Attributes {
  /** Which cell; `tanh` and `relu` are Elman's network. */
  readonly cell: 'lstm' | 'gru' | 'tanh' | 'relu'
}

const GATES = { lstm: 4, gru: 3, tanh: 1, relu: 1 } as const

const op = defineOp<Attributes>({
  name: 'recurrent',
  dtypes: ['float32'],
  outputs: ([x, , recurrence], { cell }) => {
    const [length, batch] = x!.shape as [number, number]
    const [directions, , hidden] = recurrence!.shape as [number, number, number]
    const state = { dtype: x!.dtype, shape: [directions, batch, hidden] }
    const output = { dtype: x!.dtype, shape: [length, directions, batch, hidden] }
    return cell === 'lstm' ? [output, state, state] : [output, state]
  },
  onnx: (emitter, [x, weight, recurrence, bias, ...initial], { attributes: { cell }, inputs, isUsed }) => {
    const [directions, , hidden] = inputs[2]!.shape as [number, number, number]
    const operands = [x!, weight!, recurrence!, bias!, '', ...initial]
    const common = {
      hidden_size: { int: hidden },
      direction: { string: directions === 2 ? 'bidirectional' : 'forward' },
    }
    if (cell === 'lstm') return emitter.emitMany('LSTM', operands, isUsed, common)
    // The reset gate works on the product with the hidden state, as PyTorch has it.
    const gru = { ...common, linear_before_reset: { int: 1 } }
    if (cell === 'gru') return emitter.emitMany('GRU', operands, isUsed, gru)
    const activations = { strings: Array<string>(directions).fill(cell === 'tanh' ? 'Tanh' : 'Relu') }
    return emitter.emitMany('RNN', operands, isUsed, { ...common, activations })
  },
})

/**
 * A whole recurrent layer by ONNX's own operator, without a gradient: x [T, N, size], weights [D, gates * H, size]
 * and [D, gates * H, H], biases [D, 2 * gates * H], first states [D, N, H], zeros unless given. D is 2 for both
 * directions. Gates in ONNX's order: i o f c, or z r h. Gives the output [T, D, N, H] and the last states.
 *
 * @example
 * const weights = [randn([1, 12, 2]), randn([1, 12, 3]), zeros([1, 24])] as const
 * const [output, last] = noGrad(() => recurrent('lstm', randn([5, 1, 2]), weights, []))
 * output.shape // [5, 1, 1, 3]
 * last.shape // [1, 1, 3]
 */
export function recurrent(
  cell: Attributes['cell'],
  x: Tensor,
  weights: readonly [Tensor, Tensor, Tensor],
  initial: readonly Tensor[],
): Tensor[] {
  return op.call([x, ...weights, ...initial], { cell })
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))

export const check: OpCheck<Attributes> = {
  op,
  reference: ([x, w, r, b, ...initial], { cell }) => {
    const [length, batch, size] = x!.shape as [number, number, number]
    const [directions, rows, hidden] = r!.shape as [number, number, number]
    const output = new Float64Array(length * directions * batch * hidden)
    const states = [0, 1].map(
      (i) => initial[i]?.data.slice() ?? new Float64Array(directions * batch * hidden),
    )
    const product = (matrix: Plain, row: number, other: Float64Array, from: number, count: number) => {
      let sum = 0
      for (let i = 0; i < count; i++) sum += matrix.data[row * count + i]! * other[from + i]!
      return sum
    }
    for (let d = 0; d < directions; d++) {
      for (let step = 0; step < length; step++) {
        const t = d === 0 ? step : length - 1 - step
        for (let n = 0; n < batch; n++) {
          const at = (d * batch + n) * hidden
          const before = states[0]!.slice()
          for (let i = 0; i < hidden; i++) {
            const parts = Array.from({ length: GATES[cell] }, (_, gate) => {
              const row = d * rows + gate * hidden + i
              const bias = (which: number) => b!.data[(2 * d + which) * rows + gate * hidden + i]!
              return [
                product(w!, row, x!.data, (t * batch + n) * size, size) + bias(0),
                product(r!, row, before, at, hidden) + bias(1),
              ] as const
            })
            const sum = (gate: number) => parts[gate]![0] + parts[gate]![1]
            let next = cell === 'relu' ? Math.max(0, sum(0)) : Math.tanh(sum(0))
            if (cell === 'lstm') {
              const c = sigmoid(sum(2)) * states[1]![at + i]! + sigmoid(sum(0)) * Math.tanh(sum(3))
              states[1]![at + i] = c
              next = sigmoid(sum(1)) * Math.tanh(c)
            } else if (cell === 'gru') {
              const z = sigmoid(sum(0))
              const candidate = Math.tanh(parts[2]![0] + sigmoid(sum(1)) * parts[2]![1])
              next = (1 - z) * candidate + z * before[at + i]!
            }
            states[0]![at + i] = next
            output[((t * directions + d) * batch + n) * hidden + i] = next
          }
        }
      }
    }
    return cell === 'lstm' ? [output, ...states] : [output, states[0]!]
  },
  samples: (random) =>
    (['lstm', 'gru', 'tanh', 'relu'] as const).flatMap((cell) =>
      [1, 2].map((directions) => {
        const [length, batch, size, hidden] = [4, 2, 3, 5]
        const rows = GATES[cell] * hidden
        const state = () => random.normal([directions, batch, hidden])
        const shapes = [
          [length, batch, size],
          [directions, rows, size],
          [directions, rows, hidden],
          [directions, 2 * rows],
        ]
        const inputs = shapes.map((shape) => random.normal(shape))
        if (directions === 1) inputs.push(state(), ...(cell === 'lstm' ? [state()] : []))
        return { inputs, attributes: { cell }, gradient: false }
      }),
    ),
  tolerance: 1e-5,
}
