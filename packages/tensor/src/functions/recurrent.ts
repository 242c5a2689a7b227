import { isGradEnabled } from '../graph/grad-mode.ts'
import { show } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { concat } from '../ops/concat.ts'
import { lstmLayer } from '../ops/lstm-layer.ts'
import { recurrent } from '../ops/recurrent.ts'
import { sub } from '../ops/sub.ts'
import { zeros } from './creation.ts'
import { linear } from './linear.ts'
import { dropout } from './random.ts'
import { stack } from './shapes.ts'

/** Weights of one direction of one layer: input-hidden, hidden-hidden and, unless left out, both biases. */
export type RecurrentWeights = readonly Tensor[]

export interface RecurrentOptions {
  isBidirectional?: boolean
  /** Between layers, in training. */
  dropoutP?: number
  /** [layers * directions, N, H] each; zeros unless given. */
  initial?: readonly Tensor[]
}

export interface RecurrentResult {
  /** [T, N, H], both directions side by side. */
  output: Tensor
  /** The last state of every layer and direction: [layers * directions, N, H]; for an LSTM hidden and cell. */
  states: Tensor[]
}

/** One step: the next states from what the input gives at that time, the previous states and the weights. */
interface CellRule {
  gates: number
  states: number
  step: (fromInput: Tensor, states: readonly Tensor[], weights: RecurrentWeights) => Tensor[]
  /** Whether both biases may be added to the input's part at once. */
  joinsBiases: boolean
  /** ONNX's operator for it, and which of the gates comes where in its order. */
  native: { cell: Parameters<typeof recurrent>[0]; order: readonly number[] }
}

/** Gates in the order of ONNX's operator. */
function inOrder({ native: { order } }: CellRule, values: Tensor): Tensor {
  const gates = values.chunk(order.length, 0)
  return order.length === 1 ? values : concat(order.map((place) => gates[place]!))
}

/** A layer, both directions, by ONNX's own operator. */
function layerAtOnce(
  rule: CellRule,
  x: Tensor,
  states: readonly Tensor[],
  directions: readonly RecurrentWeights[],
): RecurrentResult {
  const [length, batch] = x.shape as [number, number]
  const { cell, order } = rule.native
  const ordered = (values: Tensor) => inOrder(rule, values)
  const hidden = directions[0]![1]!.shape[1]!
  const biases = directions.map(([, , inner, outer]) => {
    const none = () => zeros([order.length * hidden], { dtype: x.dtype })
    return concat([inner ? ordered(inner) : none(), outer ? ordered(outer) : none()])
  })
  const weights = [0, 1].map((which) => stack(directions.map((one) => ordered(one[which]!)))) as [
    Tensor,
    Tensor,
  ]
  const [output, ...last] = recurrent(cell, x, [...weights, stack(biases)], states)
  return {
    output: output!.transpose(1, 2).reshape([length, batch, directions.length * hidden]),
    states: last,
  }
}

/** One direction of a layer of an LSTM, by the op that has a gradient of its own. */
function lstmAtOnce(
  rule: CellRule,
  x: Tensor,
  initial: readonly Tensor[] | undefined,
  [inner, outer, biasInner, biasOuter]: RecurrentWeights,
  isReversed: boolean,
) {
  const bias = biasInner && biasOuter ? biasInner.add(biasOuter) : (biasInner ?? biasOuter)
  const weights = [inner!, outer!, bias ?? zeros([inner!.shape[0]!])].map((values) => inOrder(rule, values))
  const [output, ...states] = lstmLayer(x, weights as [Tensor, Tensor, Tensor], {
    isReversed,
    ...(initial && { initial: initial as [Tensor, Tensor] }),
  })
  return { output, states: states as Tensor[] }
}

function unroll(
  rule: CellRule,
  x: Tensor,
  states: readonly Tensor[],
  weights: RecurrentWeights,
  isReversed: boolean,
) {
  const [inner, , biasInner, biasHidden] = weights as [Tensor, Tensor, Tensor?, Tensor?]
  const bias = rule.joinsBiases && biasInner && biasHidden ? biasInner.add(biasHidden) : biasInner
  // The input's part of all times in one product.
  const parts = linear(x, inner, bias).unbind(0)
  const outputs: Tensor[] = []
  let current = [...states]
  for (const part of isReversed ? parts.toReversed() : parts) {
    current = rule.step(part, current, weights)
    outputs.push(current[0]!)
  }
  return { output: stack(isReversed ? outputs.toReversed() : outputs), states: current }
}

function recur(
  rule: CellRule,
  x: Tensor,
  layers: readonly RecurrentWeights[],
  options: RecurrentOptions,
): RecurrentResult {
  const { isBidirectional = false, dropoutP = 0, initial } = options
  const directions = isBidirectional ? 2 : 1
  if (x.ndim !== 3)
    throw new TensorError('shape', `a recurrent network wants [T, N, size], not ${show(x.shape)}`)
  // As PyTorch: what the states would be after no step, nothing says.
  if (x.shape[0] === 0) throw new TensorError('shape', 'a recurrent network wants at least one step')
  let output = x
  const last: Tensor[][] = []
  // Nobody can ask for gradients: then one operator does all steps of a layer.
  const isNative = x.dtype === 'float32' && x.numel > 0
  const isAtOnce = isNative && !isGradEnabled()
  for (let layer = 0; layer < layers.length; layer += directions) {
    const own = layers.slice(layer, layer + directions)
    const first = own.map((weights, direction) =>
      Array.from({ length: rule.states }, (_, i) => {
        const shape = [x.shape[1]!, weights[1]!.shape[1]!]
        return initial?.[i]?.select(0, layer + direction) ?? zeros(shape, { dtype: x.dtype })
      }),
    )
    if (isAtOnce) {
      // States of zeros are left out: then the batch's size is no part of the graph.
      const states = initial
        ? Array.from({ length: rule.states }, (_, i) => stack(first.map((one) => one[i]!)))
        : []
      const made = layerAtOnce(rule, output, states, own)
      last.push(...own.map((_, direction) => made.states.map((state) => state.select(0, direction))))
      output = made.output
    } else {
      const made = own.map((weights, i) =>
        rule.native.cell === 'lstm' && isNative
          ? lstmAtOnce(rule, output, initial && first[i]!, weights, i === 1)
          : unroll(rule, output, first[i]!, weights, i === 1),
      )
      last.push(...made.map(({ states }) => states))
      const outputs = made.map((one) => one.output)
      output = outputs.length === 1 ? outputs[0]! : concat(outputs, 2)
    }
    if (layer + directions < layers.length) output = dropout(output, dropoutP)
  }
  const states = Array.from({ length: rule.states }, (_, i) => stack(last.map((one) => one[i]!)))
  return { output, states }
}

/**
 * LSTM over x [T, N, size]; an op for each layer (see `lstmLayer`). The two below are unrolled in time, so that
 * they can be trained, and within `noGrad` ONNX's own operators. `layers` holds the weights of each layer
 * (of both its directions one after the other): [4H, size], [4H, H], [4H], [4H], gates in PyTorch's order i f g o.
 *
 * @example
 * const weights = [randn([16, 3]), randn([16, 4]), randn([16]), randn([16])]
 * lstm(randn([7, 2, 3]), [weights]).output.shape // [7, 2, 4]
 */
export function lstm(
  x: Tensor,
  layers: readonly RecurrentWeights[],
  options: RecurrentOptions = {},
): RecurrentResult {
  const step: CellRule['step'] = (fromInput, [h, c], weights) => {
    const gates = fromInput.add(linear(h!, weights[1]!))
    const [i, f, g, o] = gates.chunk(4, 1) as [Tensor, Tensor, Tensor, Tensor]
    const cell = f.sigmoid().mul(c!).add(i.sigmoid().mul(g.tanh()))
    return [o.sigmoid().mul(cell.tanh()), cell]
  }
  const native = { cell: 'lstm', order: [0, 3, 1, 2] } as const
  return recur({ gates: 4, states: 2, step, joinsBiases: true, native }, x, layers, options)
}

/**
 * GRU over x [T, N, size]: weights [3H, size], [3H, H], [3H], [3H] in PyTorch's order r z n.
 *
 * @example
 * const weights = [randn([12, 3]), randn([12, 4]), randn([12]), randn([12])]
 * gru(randn([7, 2, 3]), [weights]).output.shape // [7, 2, 4]
 */
export function gru(
  x: Tensor,
  layers: readonly RecurrentWeights[],
  options: RecurrentOptions = {},
): RecurrentResult {
  const step: CellRule['step'] = (fromInput, [h], weights) => {
    const [ir, iz, inew] = fromInput.chunk(3, 1) as [Tensor, Tensor, Tensor]
    const [hr, hz, hnew] = linear(h!, weights[1]!, weights[3]).chunk(3, 1) as [Tensor, Tensor, Tensor]
    const update = iz.add(hz).sigmoid()
    const candidate = inew.add(ir.add(hr).sigmoid().mul(hnew)).tanh()
    return [sub(1, update).mul(candidate).add(update.mul(h!))]
  }
  const native = { cell: 'gru', order: [1, 0, 2] } as const
  return recur({ gates: 3, states: 1, step, joinsBiases: false, native }, x, layers, options)
}

/**
 * Elman's network over x [T, N, size]: weights [H, size], [H, H], [H], [H].
 *
 * @example
 * const weights = [randn([4, 3]), randn([4, 4]), randn([4]), randn([4])]
 * rnn(randn([7, 2, 3]), [weights], { nonlinearity: 'relu' }).output.shape // [7, 2, 4]
 */
export function rnn(
  x: Tensor,
  layers: readonly RecurrentWeights[],
  { nonlinearity = 'tanh', ...options }: RecurrentOptions & { nonlinearity?: 'tanh' | 'relu' } = {},
): RecurrentResult {
  const step: CellRule['step'] = (fromInput, [h], weights) => {
    const sum = fromInput.add(linear(h!, weights[1]!))
    return [nonlinearity === 'tanh' ? sum.tanh() : sum.relu()]
  }
  const native = { cell: nonlinearity, order: [0] } as const
  return recur({ gates: 1, states: 1, step, joinsBiases: true, native }, x, layers, options)
}
