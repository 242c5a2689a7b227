import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as T from '../src/index.ts'
import { grad, type Module, readAll, type StateDict, Tensor } from '../src/index.ts'
import { assertClose, load, type Recorded, readCases } from './recordings/recording.ts'

interface Case {
  name: string
  state: Record<string, Recorded>
  inputs: Recorded[]
  outputs: Recorded[]
  up: Recorded
  inputGradients: (Recorded | null)[]
  gradients: Record<string, Recorded>
  buffers?: Record<string, Recorded>
}

const small = { dimFeedforward: 5, dropout: 0 }
const tiny = { dimFeedforward: 3, dropout: 0 }
const causal = T.ones([3, 3]).triu(1).gt(0)
const first = { batchFirst: true, normFirst: true }

/** The module of each case and, when it takes more than tensors, how it is called. */
const MODULES: Record<string, (inputs: Tensor[]) => [Module, unknown?]> = {
  Linear: () => [new T.Linear(3, 2)],
  'Linear bias': () => [new T.Linear(3, 2, { bias: false })],
  Bilinear: () => [new T.Bilinear(2, 3, 2)],
  Conv1d: () => [new T.Conv1d(2, 4, 3, { stride: 2, padding: 1, groups: 2 })],
  'Conv1d circular': () => [new T.Conv1d(2, 2, 3, { padding: 1, paddingMode: 'circular' })],
  Conv2d: () => [new T.Conv2d(2, 3, [2, 3], { stride: [1, 2], dilation: [2, 1] })],
  'Conv2d reflect': () => [new T.Conv2d(1, 2, 3, { padding: 'same', paddingMode: 'reflect', bias: false })],
  ConvTranspose1d: () => [new T.ConvTranspose1d(2, 3, 3, { stride: 2, padding: 1, outputPadding: 1 })],
  ConvTranspose2d: () => [new T.ConvTranspose2d(2, 4, 2, { stride: 2, groups: 2 })],
  MaxPool1d: () => [new T.MaxPool1d(3, { stride: 2, padding: 1 })],
  MaxPool2d: () => [new T.MaxPool2d(2, { ceilMode: true })],
  AvgPool1d: () => [new T.AvgPool1d(2, { stride: 1 })],
  AvgPool2d: () => [new T.AvgPool2d([2, 3], { padding: 1, countIncludePad: false })],
  AdaptiveAvgPool1d: () => [new T.AdaptiveAvgPool1d(3)],
  AdaptiveAvgPool2d: () => [new T.AdaptiveAvgPool2d([1, 2])],
  AdaptiveMaxPool1d: () => [new T.AdaptiveMaxPool1d(2)],
  AdaptiveMaxPool2d: () => [new T.AdaptiveMaxPool2d([2, 3])],
  BatchNorm1d: () => [new T.BatchNorm1d(3)],
  'BatchNorm1d length': () => [new T.BatchNorm1d(2, { momentum: null, eps: 1e-3 })],
  'BatchNorm1d evaluating': () => [new T.BatchNorm1d(3).eval()],
  BatchNorm2d: () => [new T.BatchNorm2d(2, { momentum: 0.3 })],
  'BatchNorm2d plain': () => [new T.BatchNorm2d(2, { affine: false, trackRunningStats: false }).eval()],
  LayerNorm: () => [new T.LayerNorm([2, 3], { eps: 1e-3 })],
  GroupNorm: () => [new T.GroupNorm(2, 4)],
  InstanceNorm1d: () => [new T.InstanceNorm1d(2, { affine: true })],
  InstanceNorm2d: () => [new T.InstanceNorm2d(2, { trackRunningStats: true })],
  'InstanceNorm2d evaluating': () => [
    new T.InstanceNorm2d(2, { affine: true, trackRunningStats: true }).eval(),
  ],
  Embedding: () => [new T.Embedding(5, 3, { paddingIdx: -2 })],
  ReLU: () => [new T.ReLU()],
  ReLU6: () => [new T.ReLU6()],
  LeakyReLU: () => [new T.LeakyReLU(0.2)],
  ELU: () => [new T.ELU(0.7)],
  SELU: () => [new T.SELU()],
  GELU: () => [new T.GELU()],
  'GELU tanh': () => [new T.GELU({ approximate: 'tanh' })],
  SiLU: () => [new T.SiLU()],
  Mish: () => [new T.Mish()],
  Hardtanh: () => [new T.Hardtanh(-2, 0.5)],
  Hardsigmoid: () => [new T.Hardsigmoid()],
  Hardswish: () => [new T.Hardswish()],
  Softplus: () => [new T.Softplus()],
  'Softplus beta': () => [new T.Softplus(2)],
  LogSigmoid: () => [new T.LogSigmoid()],
  Softsign: () => [new T.Softsign()],
  Sigmoid: () => [new T.Sigmoid()],
  Tanh: () => [new T.Tanh()],
  Softmax: () => [new T.Softmax(-1)],
  LogSoftmax: () => [new T.LogSoftmax(1)],
  GLU: () => [new T.GLU()],
  PReLU: () => [new T.PReLU()],
  'PReLU channels': () => [new T.PReLU(2)],
  Identity: () => [new T.Identity()],
  Dropout: () => [new T.Dropout(0)],
  Flatten: () => [new T.Flatten(0)],
  Unflatten: () => [new T.Unflatten(1, [2, 4])],
  Upsample: () => [new T.Upsample({ scaleFactor: 2, mode: 'bilinear' })],
  Sequential: () => [
    new T.Sequential(new T.Linear(3, 4), new T.Tanh(), new T.Sequential(new T.Linear(4, 2))),
  ],
  MultiheadAttention: () => [new T.MultiheadAttention(4, 2)],
  'MultiheadAttention masks': () => [
    new T.MultiheadAttention(4, 2, { batchFirst: true }),
    {
      attnMask: causal,
      keyPaddingMask: T.tensor([
        [false, false, true],
        [false, false, false],
      ]),
      averageAttnWeights: false,
    },
  ],
  'MultiheadAttention sizes': () => [
    new T.MultiheadAttention(4, 2, { kdim: 3, vdim: 2, bias: false }),
    { attnMask: load(byName.get('MultiheadAttention sizes')!.mask!) },
  ],
  TransformerEncoderLayer: () => [new T.TransformerEncoderLayer(4, 2, small)],
  'TransformerEncoderLayer first': () => [
    new T.TransformerEncoderLayer(4, 2, { ...small, ...first, activation: 'gelu' }),
    { srcMask: causal },
  ],
  TransformerDecoderLayer: () => [new T.TransformerDecoderLayer(4, 2, small), { tgtMask: causal }],
  'TransformerDecoderLayer first': () => [new T.TransformerDecoderLayer(4, 2, { ...small, ...first })],
  TransformerEncoder: () => [
    new T.TransformerEncoder(() => new T.TransformerEncoderLayer(4, 1, tiny), 2, {
      norm: new T.LayerNorm(4),
    }),
  ],
  TransformerDecoder: () => [new T.TransformerDecoder(() => new T.TransformerDecoderLayer(4, 1, tiny), 2)],
  LSTM: () => [new T.LSTM(2, 3)],
  'LSTM bidirectional': () => [
    new T.LSTM(2, 2, { numLayers: 2, bidirectional: true, batchFirst: true, bias: false }),
  ],
  GRU: () => [new T.GRU(2, 2, { numLayers: 2, batchFirst: true })],
  'GRU initial': ([, hidden]) => [new T.GRU(2, 2, { bidirectional: true }), { hidden }],
  RNN: () => [new T.RNN(2, 2, { bidirectional: true })],
  RMSNorm: () => [new T.RMSNorm(3, { eps: 1e-3 })],
  'RNN relu': () => [new T.RNN(2, 3, { nonlinearity: 'relu', bias: false })],
}

const cases = readCases<Case & { mask?: Recorded }>('modules.json')
const byName = new Map(cases.map((one) => [one.name, one]))

/** The tensors a module returned, in the order of PyTorch's tuples. */
const flat = (made: unknown): Tensor[] =>
  made instanceof Tensor ? [made] : Object.values(made as object).filter((part) => part instanceof Tensor)

function compute({ name, state, inputs, up, inputGradients, gradients, buffers }: Case) {
  const leaves = inputs.map(load)
  const [module, options] = MODULES[name]!(leaves)
  assert.deepEqual(Object.keys(module.stateDict()), Object.keys(state), name)
  module.loadStateDict(Object.fromEntries(Object.entries(state).map(([key, value]) => [key, load(value)])))
  const taken = name === 'GRU initial' ? leaves.slice(0, 1) : leaves
  const call = module.forward as (...args: unknown[]) => unknown
  const outputs = flat(call.apply(module, options === undefined ? taken : [...taken, options]))
  const parameters = new Map<string, Tensor>(module.namedParameters())
  const wanted = [
    ...Object.keys(gradients).map((key) => parameters.get(key)!),
    ...leaves.filter((_, i) => inputGradients[i]),
  ]
  const found = grad(outputs[0]!, wanted, { gradOutput: load(up) })
  const state_ = module.stateDict() as StateDict
  const after = Object.keys(buffers ?? {}).map((key) => state_[key]!)
  return { outputs, found, after }
}

test('every module has a case', () => {
  const isModule = (made: unknown) => typeof made === 'function' && made.prototype instanceof T.Module
  // Lists of modules have no forward of their own; PyTorch reads no ONNX.
  const names = Object.entries(T)
    .filter(([name, made]) => isModule(made) && !/List$|Dict$|^OnnxModule$/.test(name))
    .map(([name]) => name)
  const recorded = new Set(cases.map(({ name }) => name.split(' ')[0]))
  assert.deepEqual(
    names.filter((name) => !recorded.has(name)),
    [],
  )
})

test('modules, their gradients and what they keep are what PyTorch recorded', async (t) => {
  // All in one graph and one run: sessions cost more than these small sums.
  const made = cases.map(compute)
  const all = await readAll(made.flatMap(({ outputs, found }) => [...outputs, ...found]))
  const kept = await readAll(made.flatMap(({ after }) => after))
  for (const [i, { name, outputs, gradients, inputGradients, buffers }] of cases.entries()) {
    const actual = all.splice(0, made[i]!.outputs.length)
    const actualGradients = all.splice(0, made[i]!.found.length)
    const actualBuffers = kept.splice(0, made[i]!.after.length)
    await t.test(name, () => {
      assert.deepEqual(
        made[i]!.outputs.map(({ shape }) => shape),
        outputs.map(({ shape }) => shape),
      )
      for (const [k, output] of outputs.entries()) assertClose(actual[k]!, output, `output ${k}`)
      const expected: [string, Recorded][] = [
        ...Object.entries(gradients),
        ...inputGradients.flatMap((one, k): [string, Recorded][] => (one ? [[`input ${k}`, one]] : [])),
      ]
      for (const [k, [what, recorded]] of expected.entries()) {
        assertClose(actualGradients[k]!, recorded, `gradient of ${what}`)
      }
      for (const [k, [what, recorded]] of Object.entries(buffers ?? {}).entries()) {
        assertClose(actualBuffers[k]!, recorded, what)
      }
    })
  }
})

test.after(() => T.defaultEngine().close())
