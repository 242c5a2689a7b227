import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as T from '../src/index.ts'
import { grad, readAll, type Tensor } from '../src/index.ts'
import { loadChecks } from './checks.ts'
import { assertClose, load, type Recorded, readCases } from './recordings/recording.ts'

interface Case {
  name: string
  inputs: Record<string, Recorded>
  output: Recorded
  up?: Recorded
  gradients?: Record<string, Recorded>
}

const cases = [...readCases<Case>('functions.json'), ...readCases<Case>('losses.json')]

type Inputs = Record<
  | ('a' | 'b' | 'c' | 'h' | 'k' | 'p' | 'q' | 'v' | 'w' | 'x' | 'y' | 'input' | 'other' | 'index' | 'source')
  | ('weight' | 'bias' | 'mean' | 'var' | 'mask' | 'target'),
  Tensor
>

const gates = (inputs: Inputs, layers: number, directions = 1) =>
  Array.from({ length: layers * directions }, (_, i) => {
    const suffix = `l${Math.floor(i / directions)}${i % directions ? '_reverse' : ''}`
    return ['weight_ih', 'weight_hh', 'bias_ih', 'bias_hh'].map(
      (part) => (inputs as Record<string, Tensor>)[`${part}_${suffix}`]!,
    )
  })

const joined = (tensors: readonly Tensor[]) => T.concat(tensors.map((one) => one.flatten()))

const REACHING_OUT = { padding: 1, ceilMode: true, dilation: [1, 2] }

/** What each recorded case is here. Functions of one argument `x` need no entry: they are methods of that name. */
const FUNCTIONS: Record<string, (inputs: Inputs) => Tensor> = {
  leakyRelu: ({ x }) => x.leakyRelu(0.1),
  elu: ({ x }) => x.elu(1.5),
  geluTanh: ({ x }) => x.gelu('tanh'),
  clamp: ({ x }) => x.clamp(-1, 3),
  prelu: ({ x, weight }) => T.prelu(x, weight),
  glu: ({ x }) => x.glu(1),
  'maximum ties': ({ input, other }) => input.maximum(other),
  'minimum ties': ({ input, other }) => input.minimum(other),
  pow: ({ a, b }) => a.pow(b),
  'pow negative': ({ a }) => a.pow(3),
  remainder: ({ a, b }) => a.remainder(b),
  fmod: ({ input, other }) => input.fmod(other),
  atan2: ({ input, other }) => input.atan2(other),
  lerp: ({ a, b }) => a.lerp(b, 0.3),
  addBroadcast: ({ a, b }) => a.add(b),
  divBroadcast: ({ a, b }) => a.div(b),
  'amax ties': ({ x }) => x.amax(1),
  'amin all ties': ({ x }) => x.amin(),
  'max dim ties': ({ x }) => x.max(1).values,
  'min dim ties': ({ x }) => x.min(1, true).values,
  'argmax ties': ({ x }) => x.argmax(1),
  'argmin ties': ({ x }) => x.argmin(1),
  mean: ({ x }) => x.mean([0, 2]),
  variance: ({ x }) => x.variance(1),
  'variance biased': ({ x }) => x.variance([0, 1], { correction: 0, keepdim: true }),
  std: ({ x }) => x.std(0),
  'prod zeros': ({ x }) => x.prod(1),
  'prod all': ({ x }) => x.prod(),
  logsumexp: ({ x }) => x.logsumexp(1),
  'norm 2': ({ x }) => x.norm(2, 1),
  'norm 1': ({ x }) => x.norm(1, 0),
  'norm 3': ({ x }) => x.norm(3),
  'norm infinity': ({ x }) => x.norm(Infinity),
  cumsum: ({ x }) => x.cumsum(1),
  any: ({ x }) => x.gt(1).any(1),
  all: ({ x }) => x.gt(1).all(1),
  median: ({ x }) => x.median(1).values,
  topk: ({ x }) => x.topk(2, 1).values,
  'sort descending': ({ x }) => x.sort(0, true).values,
  roll: ({ x }) => x.roll(-2, 1),
  flip: ({ x }) => x.flip([0, 1]),
  tile: ({ x }) => x.tile([2, 1, 2]),
  repeatInterleave: ({ x }) => x.repeatInterleave(2, 1),
  tril: ({ x }) => x.tril(-1),
  triu: ({ x }) => x.triu(1),
  slices: ({ x }) => x.at([1], [undefined, undefined, 2]),
  gather: ({ x, index }) => x.gather(1, index),
  scatter: ({ x, index, source }) => x.scatter(0, index, source),
  scatterAdd: ({ x, index, source }) => x.scatterAdd(0, index, source),
  indexSelect: ({ x, index }) => x.indexSelect(1, index),
  embedding: ({ index, weight }) => T.embedding(index, weight),
  where: ({ a, b }) => T.where(a.gt(0), a, b),
  maskedFill: ({ x }) => x.maskedFill(x.gt(0), -Infinity),
  'pad constant': ({ x }) => x.pad([1, -1, 0, 2], 'constant', 1.5),
  ...Object.fromEntries(
    (['reflect', 'replicate', 'circular'] as const).flatMap((mode) => [
      [`pad ${mode}`, ({ x }: Inputs) => x.pad([2, 1], mode)],
      [`pad ${mode} 2d`, ({ x }: Inputs) => x.pad([1, 2, 2, 1], mode)],
    ]),
  ),
  'matmul batches': ({ input, other }) => input.matmul(other),
  'matmul vector': ({ input, other }) => input.matmul(other),
  'matmul vectors': ({ input, other }) => input.matmul(other),
  linear: ({ input, weight, bias }) => T.linear(input, weight, bias),
  'einsum attention': ({ a, b }) => T.einsum('bhqd,bhkd->bhqk', a, b),
  'einsum trace': ({ a }) => T.einsum('ii->', a),
  'einsum diagonal': ({ a }) => T.einsum('bii->bi', a),
  'einsum three': ({ a, b, c }) => T.einsum('ij,jk,kl->il', a, b, c),
  'einsum outer': ({ a, b }) => T.einsum('i,j->ji', a, b),
  'einsum implicit': ({ a, b }) => T.einsum('ba,cb', a, b),
  'einsum ellipsis': ({ a, b }) => T.einsum('...ij,jk->...ik', a, b),
  conv1d: ({ x, w, b }) => T.conv1d(x, w, b, { stride: 2, padding: 1 }),
  'conv2d groups': ({ x, w, b }) => T.conv2d(x, w, b, { padding: 2, dilation: 2, groups: 2 }),
  'conv2d same': ({ x, w }) => T.conv2d(x, w, undefined, { padding: 'same' }),
  'conv2d unbatched': ({ x, w }) => T.conv2d(x, w, undefined, { stride: [2, 1] }),
  convTranspose1d: ({ x, w, b }) => T.convTranspose1d(x, w, b, { stride: 2, padding: 1, outputPadding: 1 }),
  convTranspose2d: ({ x, w }) => T.convTranspose2d(x, w, undefined, { stride: 2, groups: 2, dilation: 2 }),
  'maxPool2d ties': ({ x }) => T.maxPool2d(x, 2),
  'maxPool2d overlapping ties': ({ x }) => T.maxPool2d(x, 3, { stride: 1, padding: 1 }),
  maxPool2d: ({ x }) => T.maxPool2d(x, 3, { stride: 2, padding: 1 }),
  'maxPool2d ceil': ({ x }) => T.maxPool2d(x, 2, { ceilMode: true }),
  'maxPool2d dilation': ({ x }) => T.maxPool2d(x, 2, { stride: 1, dilation: 2 }),
  'maxPool2d indices': ({ x }) => T.maxPool2dWithIndices(x, 2, { stride: 1 }).indices,
  maxPool1d: ({ x }) => T.maxPool1d(x, 3, { stride: 2 }),
  avgPool2d: ({ x }) => T.avgPool2d(x, 3, { stride: 2, padding: 1 }),
  'avgPool2d excluding': ({ x }) => T.avgPool2d(x, 3, { stride: 2, padding: 1, countIncludePad: false }),
  'avgPool2d ceil': ({ x }) => T.avgPool2d(x, 2, { padding: 1, ceilMode: true }),
  avgPool1d: ({ x }) => T.avgPool1d(x, 3, { stride: 1, padding: 1 }),
  adaptiveAvgPool2d: ({ x }) => T.adaptiveAvgPool2d(x, [3, 2]),
  adaptiveAvgPool1d: ({ x }) => T.adaptiveAvgPool1d(x, 3),
  adaptiveMaxPool2d: ({ x }) => T.adaptiveMaxPool2d(x, [3, 2]),
  adaptiveMaxPool1d: ({ x }) => T.adaptiveMaxPool1d(x, 2),
  'interpolate nearest': ({ x }) => T.interpolate(x, { scaleFactor: 2 }),
  'interpolate nearest size': ({ x }) => T.interpolate(x, { size: [5, 3] }),
  'interpolate bilinear': ({ x }) => T.interpolate(x, { size: [5, 7], mode: 'bilinear' }),
  'interpolate bilinear corners': ({ x }) =>
    T.interpolate(x, { size: [5, 2], mode: 'bilinear', alignCorners: true }),
  'interpolate bilinear scale': ({ x }) => T.interpolate(x, { scaleFactor: 1.5, mode: 'bilinear' }),
  'interpolate linear': ({ x }) => T.interpolate(x, { size: 7, mode: 'linear' }),
  'interpolate area': ({ x }) => T.interpolate(x, { size: [2, 3], mode: 'area' }),
  layerNorm: ({ x, weight, bias }) => T.layerNorm(x, [3, 4], weight, bias),
  'layerNorm plain': ({ x }) => T.layerNorm(x, [4]),
  groupNorm: ({ x, weight, bias }) => T.groupNorm(x, 2, weight, bias),
  instanceNorm: ({ x, weight, bias }) => T.instanceNorm(x, weight, bias),
  'batchNorm training': ({ x, weight, bias }) => T.batchNormTraining(x, weight, bias).normal,
  'batchNorm evaluating': ({ x, weight, bias, mean, var: variance }) =>
    T.batchNorm(x, mean, variance, weight, bias),
  rmsNorm: ({ x, weight }) => T.rmsNorm(x, [4], weight),
  attention: ({ q, k, v }) => T.scaledDotProductAttention(q, k, v),
  'attention mask': ({ q, k, v, mask }) => T.scaledDotProductAttention(q, k, v, { mask }),
  'attention causal': ({ q, k, v }) => T.scaledDotProductAttention(q, k, v, { isCausal: true }),
  softmax: ({ x }) => x.softmax(1),
  logSoftmax: ({ x }) => x.logSoftmax(-1),
  crossEntropy: ({ x, y }) => T.crossEntropy(x, y),
  'crossEntropy smoothing': ({ x, y, weight }) =>
    T.crossEntropy(x, y, { weight, ignoreIndex: 1, labelSmoothing: 0.1 }),
  'crossEntropy spatial': ({ x, y }) => T.crossEntropy(x, y, { reduction: 'none' }),
  'crossEntropy probabilities': ({ x, p }) => T.crossEntropy(x, p, { labelSmoothing: 0.2 }),
  nllLoss: ({ x, y }) => T.nllLoss(x, y, { ignoreIndex: 0, reduction: 'sum' }),
  mseLoss: ({ input, target }) => T.mseLoss(input, target),
  isnan: ({ input }) => input.isnan(),
  isinf: ({ input }) => input.isinf(),
  nanToNum: ({ x }) => x.nanToNum(2, 7, -8),
  floorDivide: ({ input, other }) => input.floorDivide(other),
  isclose: ({ input, other }) => input.isclose(other),
  ...Object.fromEntries(
    (['eq', 'ne', 'lt', 'le', 'gt', 'ge'] as const).map((name) => [name, ({ a, b }: Inputs) => a[name](b)]),
  ),
  oneHot: ({ index }) => T.oneHot(index, 4),
  clipGradNorm: ({ a, b }) => joined(T.clipGradNorm([a, b], 0.5).gradients),
  'clipGradNorm 1': ({ a, b }) => joined(T.clipGradNorm([a, b], 100, 1).gradients),
  clipGradValue: ({ a, b }) => joined(T.clipGradValue([a, b], 0.4)),
  ...Object.fromEntries(
    (['mean', 'sum', 'none'] as const).flatMap((reduction) => [
      [`mseLoss ${reduction}`, ({ x, y }: Inputs) => T.mseLoss(x, y, { reduction })],
      [`l1Loss ${reduction}`, ({ x, y }: Inputs) => T.l1Loss(x, y, { reduction })],
      [`smoothL1Loss ${reduction}`, ({ x, y }: Inputs) => T.smoothL1Loss(x, y, { reduction, beta: 0.5 })],
      [`huberLoss ${reduction}`, ({ x, y }: Inputs) => T.huberLoss(x, y, { reduction, delta: 2 })],
    ]),
  ),
  'smoothL1Loss zero': ({ x, y }) => T.smoothL1Loss(x, y, { beta: 0 }),
  binaryCrossEntropy: ({ x, y }) => T.binaryCrossEntropy(x, y),
  'binaryCrossEntropy edges': ({ x, y }) => T.binaryCrossEntropy(x, y, { reduction: 'none' }),
  'binaryCrossEntropy weight': ({ x, y, w }) => T.binaryCrossEntropy(x, y, { weight: w, reduction: 'sum' }),
  binaryCrossEntropyWithLogits: ({ x, y }) => T.binaryCrossEntropyWithLogits(x, y),
  'binaryCrossEntropyWithLogits weights': ({ x, y, w, p }) =>
    T.binaryCrossEntropyWithLogits(x, y, { weight: w, posWeight: p, reduction: 'none' }),
  ...Object.fromEntries(
    (['batchmean', 'sum', 'none'] as const).map((reduction) => [
      `klDiv ${reduction}`,
      ({ x, y }: Inputs) => T.klDiv(x, y, { reduction }),
    ]),
  ),
  'klDiv logs': ({ x, y }) => T.klDiv(x, y, { logTarget: true, reduction: 'batchmean' }),
  marginRankingLoss: ({ a, b, y }) => T.marginRankingLoss(a, b, y),
  'marginRankingLoss margin': ({ a, b, y }) =>
    T.marginRankingLoss(a, b, y, { margin: 0.5, reduction: 'none' }),
  cosineEmbeddingLoss: ({ a, b, y }) => T.cosineEmbeddingLoss(a, b, y),
  'cosineEmbeddingLoss margin': ({ a, b, y }) =>
    T.cosineEmbeddingLoss(a, b, y, { margin: 0.3, reduction: 'none' }),
  'crossEntropy sum': ({ x, y }) => T.crossEntropy(x, y, { labelSmoothing: 0.2, reduction: 'sum' }),
  'crossEntropy weights': ({ x, y, w }) => T.crossEntropy(x, y, { weight: w, reduction: 'none' }),
  'crossEntropy one': ({ x, y }) => T.crossEntropy(x, y),
  'crossEntropy class weights': ({ x, p, w }) => T.crossEntropy(x, p, { weight: w, reduction: 'sum' }),
  'nllLoss weights': ({ x, y, w }) => T.nllLoss(x, y, { weight: w, ignoreIndex: 1 }),
  cosineSimilarity: ({ a, b }) => T.cosineSimilarity(a, b, 0),
  normalize: ({ x }) => T.normalize(x),
  'lstm initial': (inputs) => {
    const { output, states } = T.lstm(inputs.x, gates(inputs, 1), { initial: [inputs.h, inputs.c] })
    return T.concat([output, ...states])
  },
  lstm: (inputs) => T.lstm(inputs.x, gates(inputs, 1)).output,
  'lstm bidirectional': (inputs) => T.lstm(inputs.x, gates(inputs, 2, 2), { isBidirectional: true }).output,
  gru: (inputs) => T.gru(inputs.x, gates(inputs, 1)).output,
  'gru layers': (inputs) => T.gru(inputs.x, gates(inputs, 2)).output,
  'expm1 far': ({ input }) => input.expm1(),
  'elu far': ({ x }) => x.elu(2),
  'log1p far': ({ input }) => input.log1p(),
  'exp2 exact': ({ input }) => input.exp2(),
  'triu infinite': ({ x }) => x.triu(1),
  'tril infinite': ({ x }) => x.tril(),
  'tril bool': ({ mask }) => mask.tril(),
  'clamp infinite': ({ x }) => x.clamp(0),
  'nanToNum inside': ({ x }) => x.nanToNum(1, 2, -2),
  'std constant': ({ x }) => x.std(1),
  'norm half': ({ x }) => x.norm(0.5),
  'remainder infinite': ({ a, b }) => a.remainder(b),
  'floorDivide near': ({ input, other }) => input.floorDivide(other),
  'atan2 axes': ({ input, other }) => input.atan2(other),
  'sum int32': ({ index }) => index.to('int32').sum(0),
  'cumsum int32': ({ index }) => index.to('int32').cumsum(1),
  bools: ({ a, b }) => a.logicalAnd(b).add(a.mul(b)),
  'any of floats': ({ x }) => x.logicalOr(x.round()),
  'cosineSimilarity broadcast': ({ a, b }) => T.cosineSimilarity(a, b, 0),
  'einsum repeated': ({ a, b }) => T.einsum('ij,ij->', a, b),
  'scatter larger source': ({ x, index, source }) => x.scatter(0, index, source),
  'convTranspose1d unbatched': ({ x, w, b }) => T.convTranspose1d(x, w, b, { stride: 2 }),
  'maxPool1d last window': ({ x }) => T.maxPool1d(x, 3, { dilation: 2, ceilMode: true }),
  'maxPool2d reaching out': ({ x }) => T.maxPool2d(x, 2, REACHING_OUT),
  'maxPool2d reaching out indices': ({ x }) => T.maxPool2dWithIndices(x, 2, REACHING_OUT).indices,
  rnn: (inputs) => T.rnn(inputs.x, gates(inputs, 1)).output,
  'rnn relu': (inputs) => T.rnn(inputs.x, gates(inputs, 1), { nonlinearity: 'relu' }).output,
}

/** The ops that a graph is made of. */
function opsOf(tensors: readonly Tensor[]): Set<string> {
  const seen = new Set<object>()
  const names = new Set<string>()
  const stack = tensors.map(({ value }) => value)
  for (let value = stack.pop(); value; value = stack.pop()) {
    const { source } = value
    if (source.kind !== 'call' || seen.has(source)) continue
    seen.add(source)
    names.add(source.op.name)
    stack.push(...source.inputs)
  }
  return names
}

test('functions and their gradients are what PyTorch recorded', async (t) => {
  const made = cases.map(({ name, inputs, up, gradients }) => {
    const tensors = Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, load(value)]))
    const compute = FUNCTIONS[name] ?? (({ x }: Inputs) => x[name as 'relu']())
    const output = compute(tensors as Inputs)
    const wanted = Object.keys(gradients ?? {})
    const found = up
      ? grad(
          output,
          wanted.map((key) => tensors[key]!),
          { gradOutput: load(up) },
        )
      : []
    return { output, wanted, found }
  })
  const used = opsOf(made.flatMap(({ output, found }) => [output, ...found]))
  // ONNX's own recurrent layers are held against the unrolled ones (recurrent.test.ts).
  const ops = [...(await loadChecks()).keys()].filter((name) => name !== 'recurrent')
  assert.deepEqual(
    ops.filter((name) => !used.has(name)),
    [],
    'ops that no recorded case uses',
  )
  const all = await readAll(made.flatMap(({ output, found }) => [output, ...found]))
  for (const [i, { name, output, gradients }] of cases.entries()) {
    const { wanted, found, output: tensorMade } = made[i]!
    const [actual, ...actualGradients] = all.splice(0, 1 + found.length)
    await t.test(name, () => {
      assert.deepEqual(tensorMade.shape, output.shape)
      assert.equal(tensorMade.dtype, output.dtype)
      assertClose(actual as Float32Array, output, 'output')
      for (const [k, key] of wanted.entries()) {
        assertClose(actualGradients[k] as Float32Array, gradients![key]!, `gradient of ${key}`)
      }
    })
  }
})

test.after(() => T.defaultEngine().close())
