import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as T from '../src/index.ts'
import { ones, Parameter, TensorError, tensor, zeros } from '../src/index.ts'

const scalar = tensor(2)
const [plane, lines, table] = [zeros([1, 2, 4, 4]), zeros([2, 3]), zeros([3, 2])]
const classes = tensor([1n, 0n])
const bools = tensor([true, false])
const learned = () => [new Parameter(tensor([1]))]
const sgd = () => new T.SGD(learned(), { lr: 0.1 })

/** What PyTorch refuses when it is written down is refused there here too, and not by a crash. */
const REFUSED: Record<string, () => unknown> = {
  'select of 0-d': () => scalar.select(0, 0),
  'split of 0-d': () => scalar.split(1),
  'concat of 0-d': () => T.concat([scalar, scalar]),
  'topk none of 0-d': () => scalar.topk(0),
  'narrow beyond': () => lines.narrow(1, 2, 2),
  'flatten backwards': () => plane.flatten(2, 1),
  'unflatten unevenly': () => lines.unflatten(1, [2, -1]),
  'pairs of indices': () => lines.at(classes, classes),
  'a shift for two dimensions': () => lines.roll(1, [0, 1]),
  'unflatten into more': () => zeros([12, 0]).unflatten(0, [2, 2]),
  'ranking of other dimensions': () => T.marginRankingLoss(scalar, classes, classes),
  'flip twice': () => lines.flip([0, 0]),
  'chunk into none': () => lines.chunk(0),
  'split by 0': () => lines.split(0),
  'tile by less': () => lines.tile([-1]),
  'repeat by less': () => lines.repeatInterleave(-1, 0),
  'two unknown sizes': () => ones([1]).reshape([-1, -1]),
  'a size below 0': () => zeros([2, -1]),
  'triangle of a vector': () => ones([3]).triu(),
  'range the wrong way': () => T.arange(3, 2.5),
  'range in steps of 0': () => T.arange(0, 1, 0),
  'linspace of less': () => T.linspace(0, 1, -1),
  'halves of three': () => ones([3]).glu(),
  'amax of nothing': () => zeros([2, 0]).amax(1),
  'argmax of nothing': () => zeros([0]).argmax(),
  'clamp without limits': () => lines.clamp(),
  'infinity as an integer': () => classes.maskedFill(bools, -Infinity),
  'difference of bools': () => bools.sub(bools),
  'negative of bools': () => bools.neg(),
  'integers to a negative power': () => classes.pow(-1),
  'gather beyond': () => lines.gather(0, zeros([1, 4], { dtype: 'int64' })),
  'gather by floats': () => lines.gather(0, lines),
  'embedding by floats': () => T.embedding(lines, lines),
  'scatter of another type': () =>
    lines.scatter(0, zeros([1, 1], { dtype: 'int64' }), zeros([1, 1], { dtype: 'int64' })),
  'scatter of too few': () => lines.scatter(0, zeros([1, 2], { dtype: 'int64' }), zeros([1, 1])),
  'linear of another size': () => T.linear(zeros([0, 2]), zeros([4, 3])),
  'diagonal of an oblong': () => T.einsum('ii->i', zeros([1, 2])),
  'strides for three': () => T.conv2d(plane, zeros([1, 2, 3, 3]), undefined, { stride: [1, 1, 1] }),
  'stride 0': () => T.conv2d(plane, zeros([1, 2, 3, 3]), undefined, { stride: 0 }),
  'a bias of another size': () => T.conv2d(plane, zeros([1, 2, 3, 3]), zeros([2])),
  'weights of other rank': () => T.conv2d(plane, zeros([1, 2, 3])),
  'outputPadding of a stride': () =>
    T.convTranspose2d(plane, zeros([2, 1, 3, 3]), undefined, { outputPadding: 1 }),
  'padding of more than half': () => T.maxPool2d(plane, 2, { padding: 2 }),
  'pooling a matrix': () => T.avgPool2d(lines, 2),
  'linear for planes': () => T.interpolate(plane, { size: 2, mode: 'linear' }),
  'corners of nearest': () => T.interpolate(plane, { size: 2, alignCorners: true }),
  'size and scale': () => T.interpolate(plane, { size: 2, scaleFactor: 2 }),
  'resizing to nothing': () => T.interpolate(plane, { scaleFactor: 0.1 }),
  'layerNorm of another end': () => T.layerNorm(lines, [2]),
  'uneven groups': () => T.groupNorm(zeros([1, 3, 2]), 2),
  'one weight for two channels': () => T.groupNorm(plane, 1, ones([1])),
  'binaryCrossEntropy broadcast': () => T.binaryCrossEntropy(lines, zeros([3])),
  'logits broadcast': () => T.binaryCrossEntropyWithLogits(lines, zeros([2, 1])),
  'too many classes': () => T.crossEntropy(table, classes),
  'probabilities of another shape': () => T.crossEntropy(lines, zeros([3])),
  'weights of another number': () => T.nllLoss(lines, classes, { weight: ones([2]) }),
  'smoothing of more than all': () => T.crossEntropy(lines, classes, { labelSmoothing: 1.5 }),
  'delta 0': () => T.huberLoss(lines, lines, { delta: 0 }),
  'beta below 0': () => T.smoothL1Loss(lines, lines, { beta: -1 }),
  'targets for what is no vector': () => T.cosineEmbeddingLoss(lines, lines, lines),
  'instance norm of one place': () => new T.InstanceNorm1d(2).forward(zeros([1, 2, 1])),
  'a rate below 0': () => new T.Adam(learned(), { lr: -1 }),
  'betas of 1': () => new T.Adam(learned(), { betas: [0.9, 1] }),
  'decay below 0': () => new T.AdamW(learned(), { weightDecay: -1 }),
  'etas of 1': () => new T.Rprop(learned(), { etas: [1, 2] }),
  'nesterov without momentum': () => new T.SGD(learned(), { nesterov: true }),
  'restarts after 0': () => new T.CosineAnnealingWarmRestarts(sgd(), { t0: 0 }),
  'restarts that shrink': () => new T.CosineAnnealingWarmRestarts(sgd(), { t0: 1, tMult: 0 }),
  'half a cosine of 0': () => new T.CosineAnnealingLR(sgd(), { tMax: 0 }),
  'steps of 0': () => new T.StepLR(sgd(), { stepSize: 0 }),
  'a start of more than all': () => new T.LinearLR(sgd(), { startFactor: 1.5 }),
  'rising for longer than all': () => new T.OneCycleLR(sgd(), { maxLr: 1, totalSteps: 5, pctStart: 2 }),
}

for (const [name, attempt] of Object.entries(REFUSED)) {
  test(`refused: ${name}`, () => assert.throws(attempt, TensorError))
}

/** Wrong data are known only when computed. */
const FAILING: Record<string, () => T.Tensor> = {
  'a class too high': () => T.crossEntropy(lines, tensor([3n, 0n])),
  'a class below 0': () => T.crossEntropy(lines, tensor([-1n, 0n])),
  'a row too high': () => T.embedding(tensor([3n]), table),
}

for (const [name, attempt] of Object.entries(FAILING)) {
  test(`fails when run: ${name}`, () =>
    assert.rejects(attempt().read(), { name: 'TensorError', code: 'engine' }))
}

test('what does not count may be infinitely unlikely', async () => {
  const logs = tensor([
    [-Infinity, 0],
    [-1, -2],
  ])
  assert.equal(await T.nllLoss(logs, tensor([-100n, 0n])).item(), 1)
})

test('parameters of a single number are optimized', async () => {
  const temperature = new Parameter(tensor(1))
  const optimizers = [T.Adam, T.AdamW, T.NAdam, T.RAdam, T.RMSprop, T.Adagrad, T.Rprop, T.ASGD, T.SGD]
  for (const Optimizer of optimizers) new Optimizer([temperature], { lr: 0.1 }).step([tensor(1)])
  assert.ok((await temperature.item()) < 0.9)
})

test.after(() => T.defaultEngine().close())
