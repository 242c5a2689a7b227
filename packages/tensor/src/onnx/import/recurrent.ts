import { gru, lstm, type RecurrentWeights, rnn } from '../../functions/recurrent.ts'
import type { Tensor } from '../../graph/tensor.ts'
import { concat } from '../../ops/concat.ts'
import type { OperatorCall, Operators } from './call.ts'
import { isKnown } from './host.ts'

/** ONNX's order of gates, by the place of each of ours in it. */
const GATES = { LSTM: [0, 2, 3, 1], GRU: [1, 0, 2], RNN: [0] } as const
const ACTIVATIONS = { LSTM: ['Sigmoid', 'Tanh', 'Tanh'], GRU: ['Sigmoid', 'Tanh'], RNN: ['Tanh'] } as const

type Kind = keyof typeof GATES

function recur(call: OperatorCall): (Tensor | undefined)[] {
  const kind = call.type as Kind
  const nonlinearity = checkAttributes(call, kind)
  const x = call.tensor(0)
  const [time, batch] = x.shape as [number, number]
  const direction = call.text('direction', 'forward')
  const directions = direction === 'bidirectional' ? 2 : 1
  const layers = Array.from({ length: directions }, (_, i) => weightsOf(call, kind, i))
  const hidden = layers[0]![1]!.shape[1]!
  const stateInputs = kind === 'LSTM' ? [5, 6] : [5]
  const states = stateInputs.map((i) => call.tensorOr(i))
  // Both or none: what is left out is zeros.
  const known = states.find((state) => state !== undefined)
  const initial = known && states.map((state) => state ?? known.mul(0))
  const options = { isBidirectional: directions === 2, ...(initial ? { initial } : {}) }
  const input = direction === 'reverse' ? x.flip(0) : x
  const result =
    kind === 'LSTM'
      ? lstm(input, layers, options)
      : kind === 'GRU'
        ? gru(input, layers, options)
        : rnn(input, layers, { ...options, nonlinearity })
  const output = direction === 'reverse' ? result.output.flip(0) : result.output
  return [output.reshape([time, batch, directions, hidden]).permute([0, 2, 1, 3]), ...result.states]
}

/** W, R and B of one direction as weights in PyTorch's order. */
function weightsOf(call: OperatorCall, kind: Kind, direction: number): RecurrentWeights {
  const gates = GATES[kind]
  const ordered = (weight: Tensor) => {
    const parts = weight.chunk(gates.length, 0)
    return gates.length === 1 ? weight : concat(gates.map((place) => parts[place]!))
  }
  const [input, hidden] = [call.tensor(1).select(0, direction), call.tensor(2).select(0, direction)]
  const bias = call.tensorOr(3)?.select(0, direction)
  const [one, two] = bias?.chunk(2, 0) ?? []
  const biases = one && two ? [ordered(one), ordered(two)] : []
  return [ordered(input), ordered(hidden), ...biases]
}

function checkAttributes(call: OperatorCall, kind: Kind): 'tanh' | 'relu' {
  call.require('layout', 0)
  call.require('input_forget', 0)
  if (call.says('clip')) throw call.error('clips, which is not supported')
  if (call.has(7)) throw call.error('has peepholes, which are not supported')
  if (kind === 'GRU' && !call.flag('linear_before_reset'))
    throw call.error('resets before the product (linear_before_reset 0), which is not supported')
  if (call.has(4)) {
    const lengths = call.operand(4)
    const time = call.operand(0).shape[0]
    if (!isKnown(lengths) || Array.from(lengths.data).some((length) => length !== time))
      throw call.error('has sequences of different lengths, which are not supported')
  }
  const names = call.texts('activations')
  if (!names) return 'tanh'
  const isRelu = kind === 'RNN' && names.every((name) => name === 'Relu')
  const usual = ACTIVATIONS[kind]
  if (!isRelu && !names.every((name, i) => name === usual[i % usual.length]))
    throw call.error(`has activations ${names.join(', ')}`)
  return isRelu ? 'relu' : 'tanh'
}

export const recurrent: Operators = { LSTM: recur, GRU: recur, RNN: recur }
