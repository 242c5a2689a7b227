import { defineOp, type Emitter, type OpDefinition } from '../graph/define-op.ts'
import { show } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import type { TensorType } from '../graph/value.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { addmm } from './addmm.ts'
import { concat } from './concat.ts'
import { product } from './matmul.ts'
import { sub } from './sub.ts'

interface Attributes {
  /** From the last time to the first. */
  isReversed: boolean
}

/** T, N and H. */
const sizes = ([x, , recurrence]: readonly Pick<TensorType, 'shape'>[]) =>
  [x!.shape[0]!, x!.shape[1]!, recurrence!.shape[1]!] as const

const op = defineOp<Attributes>({
  name: 'lstmLayer',
  dtypes: ['float32'],
  outputs: (inputs) => {
    const [x, w, r, bias] = inputs as [TensorType, TensorType, TensorType, TensorType]
    const [length, batch, hidden] = sizes(inputs)
    const rows = 4 * hidden
    if (x.shape[2] !== w.shape[1] || w.shape[0] !== rows || r.shape[0] !== rows || bias.shape[0] !== rows) {
      const weights = [w, r, bias].map(({ shape }) => show(shape)).join(', ')
      throw new TensorError('shape', `an LSTM over ${show(x.shape)} cannot have the weights ${weights}`)
    }
    const all = (size: number) => ({ dtype: x.dtype, shape: [length, batch, size] })
    const last = { dtype: x.dtype, shape: [batch, hidden] }
    return [all(hidden), last, last, all(3 * hidden), all(hidden), all(hidden)]
  },
  onnx: (emitter, names, call) => {
    const needsGates = call.isUsed.slice(3).some(Boolean)
    return needsGates ? emitUnrolled(emitter, names, call) : emitOperator(emitter, names, call)
  },
  grad: ({ inputs, outputs, known, attributes: { isReversed } }) => {
    const [x, w, r, , ...initial] = inputs as [Tensor, Tensor, Tensor, Tensor, ...Tensor[]]
    const [y, , , gates, candidate, cell] = outputs as Tensor[] as [
      Tensor,
      Tensor,
      Tensor,
      Tensor,
      Tensor,
      Tensor,
    ]
    const [length, batch] = sizes(inputs)
    const [upY, upLastY, upLastCell, upGates, upCandidate, upCell] = known.map((up, i) =>
      up && i !== 1 && i !== 2 ? flat(up) : up,
    )
    /** What there was one step before each step. */
    const before = (values: Tensor, state: Tensor | undefined) => {
      const first = state ? state.unsqueeze(0) : values.narrow(0, 0, 1).mul(0)
      const rest = values.narrow(0, isReversed ? 1 : 0, length - 1)
      return concat(isReversed ? [rest, first] : [first, rest])
    }
    // What does not depend on later times is done for all of them at once.
    const squashed = cell.tanh()
    const [i, o, f] = gates.chunk(3, 2) as [Tensor, Tensor, Tensor]
    const toCell = o.mul(sub(1, squashed.square()))
    const slopes = concat([gates.mul(sub(1, gates)), sub(1, candidate.square())], 2)
    const factors = concat([candidate, squashed, before(cell, initial[1]), i], 2).mul(slopes)
    const direct =
      (upGates || upCandidate) &&
      concat([upGates ?? flat(gates).mul(0), upCandidate ?? flat(candidate).mul(0)], 1).mul(flat(slopes))
    const perStep = (values: Tensor | undefined) => values?.split(batch)
    const [upsY, upsCell, upsDirect] = [upY, upCell, direct].map(perStep)
    const [toCells, forgets, allFactors] = [toCell, f, factors].map((values) =>
      flat(values).split(batch),
    ) as [Tensor[], Tensor[], Tensor[]]
    const found: Tensor[] = []
    let dGates: Tensor | undefined
    let dCell: Tensor | undefined = upLastCell
    let dHidden: Tensor | undefined = upLastY
    for (let step = length - 1; step >= 0; step--) {
      const t = isReversed ? length - 1 - step : step
      const fromOutput = upsY?.[t]
      if (dGates) dHidden = fromOutput ? addmm(fromOutput, dGates, r) : product(dGates, r)
      else dHidden = plus(fromOutput, dHidden)
      dCell = plus(plus(dCell, dHidden?.mul(toCells[t]!)), upsCell?.[t])
      const [dh, dc] = [dHidden, dCell].map((d) => d ?? toCells[t]!.mul(0)) as [Tensor, Tensor]
      dGates = concat([dc, dh, dc, dc], 1).mul(allFactors[t]!)
      if (upsDirect) dGates = dGates.add(upsDirect[t]!)
      found[t] = dGates
      dCell = dc.mul(forgets[t]!)
    }
    const all = concat(found)
    return [
      product(all, w).reshape(x.shape),
      product(all, flat(x), true),
      product(all, flat(before(y, initial[0])), true),
      all.sum(0),
      ...(initial.length > 0 ? [product(dGates!, r), dCell] : []),
    ]
  },
})

/** [T, N, size] as [T * N, size]: a step's part is then contiguous, and is cut off without changing its shape. */
const flat = (values: Tensor) => values.reshape([values.shape[0]! * values.shape[1]!, values.shape[2]!])

const plus = (a: Tensor | undefined, b: Tensor | undefined) => (a && b ? a.add(b) : (a ?? b))

type Emission = Parameters<OpDefinition<Attributes, number>['onnx']>[2]

/** ONNX's own operator, which keeps its gates to itself. */
function emitOperator(emitter: Emitter, [x, w, r, bias, ...initial]: readonly string[], call: Emission) {
  const { inputs, isUsed, attributes } = call
  const [, , hidden] = sizes(inputs)
  const first = (name: string) => emitter.emit('Unsqueeze', [name, emitter.ints([0])])
  const zeros = emitter.constant('float32', [4 * hidden], new Float32Array(4 * hidden))
  const biases = first(emitter.emit('Concat', [bias!, zeros], { axis: { int: 0 } }))
  const operands = [x!, first(w!), first(r!), biases, '', ...initial.map(first)]
  const made = emitter.emitMany('LSTM', operands, isUsed.slice(0, 3), {
    hidden_size: { int: hidden },
    direction: { string: attributes.isReversed ? 'reverse' : 'forward' },
  })
  return made.map((name, i) => name && emitter.emit('Squeeze', [name, emitter.ints([i === 0 ? 1 : 0])]))
}

/** Step by step in operators, so that what its gradient needs can be kept. */
function emitUnrolled(emitter: Emitter, [x, w, r, bias, ...initial]: readonly string[], call: Emission) {
  const { inputs, isUsed, attributes } = call
  const [length, batch, hidden] = sizes(inputs)
  const transposed = { transB: { int: 1 } }
  const split = (name: string, parts: readonly number[], axis: number) =>
    emitter.emitMany(
      'Split',
      [name, emitter.ints(parts)],
      parts.map(() => true),
      { axis: { int: axis } },
    )
  const input = emitter.emit('Reshape', [x!, emitter.ints([length * batch, inputs[0]!.shape[2]!])])
  // The input's part of all times in one product.
  const fromInput = split(emitter.emit('Gemm', [input, w!, bias!], transposed), Array(length).fill(batch), 0)
  let [y, cell] = initial
  const kept = { y: [] as string[], gates: [] as string[], candidate: [] as string[], cell: [] as string[] }
  for (let step = 0; step < length; step++) {
    const t = attributes.isReversed ? length - 1 - step : step
    const sums = y === undefined ? fromInput[t]! : emitter.emit('Gemm', [y, r!, fromInput[t]!], transposed)
    const [forGates, forCandidate] = split(sums, [3 * hidden, hidden], 1) as [string, string]
    const gates = emitter.emit('Sigmoid', [forGates])
    const candidate = emitter.emit('Tanh', [forCandidate])
    const [i, o, f] = split(gates, [hidden, hidden, hidden], 1) as [string, string, string]
    const added = emitter.emit('Mul', [i, candidate])
    cell = cell === undefined ? added : emitter.emit('Add', [emitter.emit('Mul', [f, cell]), added])
    y = emitter.emit('Mul', [o, emitter.emit('Tanh', [cell])])
    for (const [name, value] of Object.entries({ y, gates, candidate, cell }))
      kept[name as keyof typeof kept][t] = value
  }
  const stacked = (names: readonly string[]) =>
    emitter.emit('Reshape', [
      emitter.emit('Concat', names, { axis: { int: 0 } }),
      emitter.ints([length, batch, -1]),
    ])
  const last = [kept.y, kept.gates, kept.candidate, kept.cell]
  const [all, ...others] = last.map((names, i) => (isUsed[i === 0 ? 0 : i + 2] ? stacked(names) : ''))
  return [all!, y!, cell!, ...others]
}

/**
 * One direction of one layer of an LSTM over x [T, N, size]: weights [4H, size] and [4H, H], bias [4H], gates in
 * ONNX's order i o f c; states [N, H] before the first step, zeros unless given. Gives the output [T, N, H] and the
 * last states. Without a gradient it is one operator; for one it is unrolled, and goes back through time with two
 * products of the whole and one for each step.
 *
 * @example
 * const [x, w, r, bias] = [randn([5, 1, 2]), randn([12, 2]), randn([12, 3]), zeros([12])]
 * const [output, hidden, cell] = lstmLayer(x, [w, r, bias])
 * output.shape // [5, 1, 3]
 * hidden.shape // [1, 3]
 */
export function lstmLayer(
  x: Tensor,
  [w, r, bias]: readonly [Tensor, Tensor, Tensor],
  { initial, isReversed = false }: { initial?: readonly [Tensor, Tensor]; isReversed?: boolean } = {},
): [Tensor, Tensor, Tensor] {
  return op.call([x, w, r, bias, ...(initial ?? [])], { isReversed }).slice(0, 3) as [Tensor, Tensor, Tensor]
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))

export const check: OpCheck<Attributes> = {
  op,
  reference: ([x, w, r, bias, ...initial], { isReversed }) => {
    const [length, batch, size] = x!.shape as [number, number, number]
    const hidden = r!.shape[1]!
    const [output, candidates, cells] = [0, 1, 2].map(() => new Float64Array(length * batch * hidden)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ]
    const gates = new Float64Array(3 * length * batch * hidden)
    const states = [0, 1].map((i) => initial[i]?.data.slice() ?? new Float64Array(batch * hidden))
    const [h, c] = states as [Float64Array, Float64Array]
    for (let step = 0; step < length; step++) {
      const t = isReversed ? length - 1 - step : step
      for (let n = 0; n < batch; n++) {
        const before = h.slice(n * hidden, (n + 1) * hidden)
        const sum = (row: number) => {
          let total = bias!.data[row]!
          for (let k = 0; k < size; k++)
            total += w!.data[row * size + k]! * x!.data[(t * batch + n) * size + k]!
          for (let k = 0; k < hidden; k++) total += r!.data[row * hidden + k]! * before[k]!
          return total
        }
        for (let k = 0; k < hidden; k++) {
          const at = (t * batch + n) * hidden + k
          const [i, o, f] = [0, 1, 2].map((gate) => sigmoid(sum(gate * hidden + k))) as [
            number,
            number,
            number,
          ]
          for (const [gate, value] of [i, o, f].entries())
            gates[(t * batch + n) * 3 * hidden + gate * hidden + k] = value
          candidates[at] = Math.tanh(sum(3 * hidden + k))
          c[n * hidden + k] = cells[at] = f * c[n * hidden + k]! + i * candidates[at]!
          h[n * hidden + k] = output[at] = o * Math.tanh(cells[at]!)
        }
      }
    }
    return [output, h, c, gates, candidates, cells]
  },
  samples: (random) =>
    [
      [2, 1, 2, 1, false, true],
      [3, 2, 1, 2, true, false],
      [1, 1, 1, 2, false, false],
      [4, 2, 3, 5, true, true],
    ].map(([length, batch, size, hidden, isReversed, hasStates], i) => {
      const [t, n, s, h] = [length, batch, size, hidden] as number[] as [number, number, number, number]
      const shapes = [
        [t, n, s],
        [4 * h, s],
        [4 * h, h],
        [4 * h],
        ...(hasStates
          ? [
              [n, h],
              [n, h],
            ]
          : []),
      ]
      const inputs = shapes.map((shape) => random.normal(shape))
      return { inputs, attributes: { isReversed: isReversed as boolean }, gradient: i < 3 }
    }),
  tolerance: 1e-5,
}
