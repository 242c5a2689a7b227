import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as T from '../src/index.ts'
import { grad, ones, readAll, type Tensor, zeros } from '../src/index.ts'

const floats = (...shape: number[]) => zeros(shape)
const places = (...shape: number[]) => zeros(shape, { dtype: 'int64' })
type Case = [inputs: Tensor[], compute: (...inputs: Tensor[]) => Tensor, shape: number[]]

const layer = [floats(8, 3), floats(8, 2), floats(8), floats(8)]

/** Tensors without elements, and the shapes PyTorch makes of them. */
const EMPTY: Record<string, Case> = {
  clamp: [[floats(0)], (x) => x.clamp(-1, 1), [0]],
  leakyRelu: [[floats(0, 2)], (x) => x.leakyRelu(0.1), [0, 2]],
  fmod: [[floats(0), floats(0)], (a, b) => a.fmod(b), [0]],
  logicalNot: [[floats(0)], (x) => x.gt(0).logicalNot(), [0]],
  cumsum: [[floats(0, 3)], (x) => x.cumsum(0), [0, 3]],
  expand: [[floats(1, 2)], (x) => x.expand([0, 2]), [0, 2]],
  slice: [[floats(3, 2)], (x) => x.slice(0, 1, 1), [0, 2]],
  split: [[floats(0, 4)], (x) => x.split(2, 1)[0]!, [0, 2]],
  softmax: [[floats(0, 3)], (x) => x.softmax(1), [0, 3]],
  'softmax of nothing': [[floats(3, 0)], (x) => x.softmax(1), [3, 0]],
  logSoftmax: [[floats(0, 3)], (x) => x.logSoftmax(1), [0, 3]],
  gather: [[floats(2, 3), places(2, 0)], (x, i) => x.gather(1, i), [2, 0]],
  scatter: [[floats(2, 3), places(0, 3), floats(0, 3)], (x, i, s) => x.scatter(0, i, s), [2, 3]],
  scatterAdd: [[floats(2, 3), places(0, 3), floats(0, 3)], (x, i, s) => x.scatterAdd(0, i, s), [2, 3]],
  indexSelect: [[floats(2, 3), places(0)], (x, i) => x.indexSelect(0, i), [0, 3]],
  embedding: [[places(0, 2), floats(4, 3)], (i, w) => T.embedding(i, w), [0, 2, 3]],
  layerNorm: [[floats(0, 4)], (x) => T.layerNorm(x, [4]), [0, 4]],
  groupNorm: [[floats(0, 4, 2)], (x) => T.groupNorm(x, 2), [0, 4, 2]],
  batchNorm: [[floats(0, 3), floats(3), floats(3)], (x, w, b) => T.batchNormTraining(x, w, b).normal, [0, 3]],
  topk: [[floats(0, 3)], (x) => x.topk(2, 1).values, [0, 2]],
  'topk none': [[floats(2, 3)], (x) => x.topk(0, 1).values, [2, 0]],
  sort: [[floats(0)], (x) => x.sort(0).values, [0]],
  argmax: [[floats(0, 3)], (x) => x.argmax(1), [0]],
  amax: [[floats(0, 3)], (x) => x.amax(1), [0]],
  sum: [[floats(0, 3)], (x) => x.sum(0), [3]],
  prod: [[floats(0)], (x) => x.prod(), []],
  mean: [[floats(0, 3)], (x) => x.mean(1), [0]],
  logsumexp: [[floats(0, 3)], (x) => x.logsumexp(1), [0]],
  norm: [[floats(0)], (x) => x.norm(), []],
  all: [[floats(0)], (x) => x.gt(0).all(), []],
  conv1d: [[floats(0, 2, 5), floats(3, 2, 3)], (x, w) => T.conv1d(x, w), [0, 3, 3]],
  conv2d: [[floats(0, 2, 5, 5), floats(3, 2, 3, 3)], (x, w) => T.conv2d(x, w), [0, 3, 3, 3]],
  groups: [
    [floats(0, 2, 5, 5), floats(4, 1, 3, 3)],
    (x, w) => T.conv2d(x, w, undefined, { groups: 2 }),
    [0, 4, 3, 3],
  ],
  convTranspose2d: [
    [floats(0, 2, 5, 5), floats(2, 3, 3, 3)],
    (x, w) => T.convTranspose2d(x, w),
    [0, 3, 7, 7],
  ],
  maxPool2d: [[floats(0, 2, 4, 4)], (x) => T.maxPool2d(x, 2), [0, 2, 2, 2]],
  overlapping: [[floats(0, 2, 5, 5)], (x) => T.maxPool2d(x, 3, { stride: 2, padding: 1 }), [0, 2, 3, 3]],
  avgPool2d: [[floats(0, 2, 4, 4)], (x) => T.avgPool2d(x, 2), [0, 2, 2, 2]],
  adaptive: [[floats(0, 2, 4, 4)], (x) => T.adaptiveAvgPool2d(x, 2), [0, 2, 2, 2]],
  interpolate: [
    [floats(0, 2, 3, 3)],
    (x) => T.interpolate(x, { scaleFactor: 2, mode: 'bilinear' }),
    [0, 2, 6, 6],
  ],
  linear: [[floats(0, 3), floats(2, 3), floats(2)], (x, w, b) => T.linear(x, w, b), [0, 2]],
  'linear of nothing': [[floats(2, 0), floats(3, 0), floats(3)], (x, w, b) => T.linear(x, w, b), [2, 3]],
  matmul: [[floats(2, 0), floats(0, 3)], (a, b) => a.matmul(b), [2, 3]],
  batches: [[floats(0, 2, 3), floats(0, 3, 2)], (a, b) => a.matmul(b), [0, 2, 2]],
  einsum: [[floats(0, 2), floats(2, 3)], (a, b) => T.einsum('ij,jk->ik', a, b), [0, 3]],
  attention: [
    [floats(0, 3, 4), floats(0, 3, 4), floats(0, 3, 4)],
    (q, k, v) => T.scaledDotProductAttention(q, k, v),
    [0, 3, 4],
  ],
  pad: [[floats(0)], (x) => x.pad([1, 1]), [2]],
  reflect: [[floats(0, 1, 4)], (x) => x.pad([1, 1], 'reflect'), [0, 1, 6]],
  concat: [[floats(0, 2), floats(3, 2)], (a, b) => T.concat([a, b]), [3, 2]],
  flip: [[floats(0, 2)], (x) => x.flip(0), [0, 2]],
  tile: [[floats(2, 2)], (x) => x.tile([0, 1]), [0, 2]],
  where: [[floats(0), floats(0)], (a, b) => T.where(a.gt(0), a, b), [0]],
  lstm: [[floats(2, 0, 3)], (x) => T.lstm(x, [layer]).output, [2, 0, 2]],
  crossEntropy: [[floats(0, 3), places(0)], (x, y) => T.crossEntropy(x, y, { reduction: 'sum' }), []],
  dropout: [[floats(0)], (x) => T.dropout(x, 0.5), [0]],
}

/** A single number wherever PyTorch takes one, dimension 0 included. */
const SINGLE: Record<string, Case> = {
  softmax: [[floats()], (x) => x.softmax(0), []],
  cumsum: [[floats()], (x) => x.cumsum(0), []],
  sort: [[floats()], (x) => x.sort(0).values, []],
  topk: [[floats()], (x) => x.topk(1, 0).values, []],
  median: [[floats()], (x) => x.median(0).values, []],
  max: [[floats()], (x) => x.max(0).values, []],
  argmax: [[floats()], (x) => x.argmax(0), []],
  sum: [[floats()], (x) => x.sum(0), []],
  prod: [[floats()], (x) => x.prod(0), []],
  logsumexp: [[floats()], (x) => x.logsumexp(0), []],
  gather: [[floats(), places()], (x, i) => x.gather(0, i), []],
  scatter: [[floats(), places(), floats()], (x, i, s) => x.scatter(0, i, s), []],
  scatterAdd: [[floats(), places(), floats()], (x, i, s) => x.scatterAdd(0, i, s), []],
  flatten: [[floats()], (x) => x.flatten(), [1]],
  stack: [[floats(), floats()], (a, b) => T.stack([a, b]), [2]],
  mseLoss: [[floats(), floats()], (a, b) => T.mseLoss(a, b), []],
  cast: [[floats()], (x) => x.to('float64').to('float32'), []],
}

for (const [what, cases] of Object.entries({ 'without elements': EMPTY, 'of a single number': SINGLE })) {
  test(`tensors ${what} have results and gradients of the right shapes`, async () => {
    const made = Object.entries(cases).map(([name, [inputs, compute, shape]]) => {
      const output = compute(...inputs)
      assert.deepEqual(output.shape, shape, name)
      const wanted = inputs.filter(({ dtype }) => dtype === 'float32')
      const gradients =
        output.dtype === 'float32' ? grad(output, wanted, { gradOutput: ones(shape), allowUnused: true }) : []
      return { name, wanted, output, gradients }
    })
    const all = await readAll(made.flatMap(({ output, gradients }) => [output, ...gradients]))
    for (const { name, wanted, output, gradients } of made) {
      const sizes = [output.numel, ...wanted.slice(0, gradients.length).map(({ numel }) => numel)]
      const actual = all.splice(0, 1 + gradients.length).map((array) => array.length)
      assert.deepEqual(actual, sizes, name)
    }
  })
}

test.after(() => T.defaultEngine().close())
