import assert from 'node:assert/strict'
import test from 'node:test'
import { bytesSource, readOnnx } from '../../src/formats/index.ts'
import {
  adaptiveAvgPool2d,
  arange,
  avgPool2d,
  BatchNorm1d,
  batchNorm,
  conv2d,
  Dropout,
  type Dtype,
  dropout,
  type ExportOptions,
  embedding,
  exportOnnx,
  GRU,
  gelu,
  interpolate,
  Linear,
  LSTM,
  layerNorm,
  linear,
  lstm,
  maxPool2d,
  ones,
  rand,
  randint,
  randn,
  readAll,
  runOnnx,
  Sequential,
  scaledDotProductAttention,
  type Tensor,
  type Tree,
  tensor,
  variable,
  zeros,
} from '../../src/index.ts'

const weight = (...shape: number[]) => variable(randn(shape).mul(0.3))

/** Exports, and runs the model at sizes of the batch that the export has not tried. */
async function check(
  run: (...inputs: Tensor[]) => Tree,
  at: (batch: number) => Tensor[],
  options: ExportOptions = {},
  batches = [1, 4, 9],
) {
  const example = at(2)
  const model = await exportOnnx(run, example, { dynamicBatch: true, ...options })
  const header = await readOnnx(bytesSource(model))
  const tries = batches.map((batch) => {
    const inputs = at(batch)
    return { batch, inputs, outputs: [run(...inputs)].flat() as Tensor[] }
  })
  // All at once: starting a thread, and building a session, cost more than what is computed.
  const arrays = await readAll(tries.flatMap(({ inputs, outputs }) => [...inputs, ...outputs]))
  const made = tries.map(({ inputs, outputs }) => {
    const feeds = header.inputs.map(({ name }, i) => {
      const { dtype, shape } = inputs[i]!
      return [name, { dtype, shape, data: arrays[i]! }] as const
    })
    const expected = arrays.splice(0, inputs.length + outputs.length).slice(inputs.length)
    return { feeds: Object.fromEntries(feeds), expected }
  })
  const all = await runOnnx(
    model,
    made.map(({ feeds }) => feeds),
  )
  for (const [k, { batch, outputs }] of tries.entries()) {
    const { expected } = made[k]!
    for (const [i, { name }] of header.outputs.entries()) {
      const result = all[k]![name]!
      assert.deepEqual(result.shape, outputs[i]!.shape)
      for (const [j, value] of Array.from(expected[i]!, Number).entries()) {
        assert.ok(Math.abs(Number(result.data[j]) - value) <= 1e-5, `${name}[${j}] of ${batch}`)
      }
    }
  }
  return header
}

test('an MLP with an open batch, its names and what it says of itself', async () => {
  const [w1, b1, w2, b2] = [weight(8, 4), weight(8), weight(3, 8), weight(3)]
  const header = await check(
    (x) => linear(linear(x, w1, b1).relu(), w2, b2).softmax(-1),
    (batch) => [randn([batch, 4])],
    {
      inputNames: ['features'],
      outputNames: ['probabilities'],
      parameters: { 'fc1.weight': w1, 'fc1.bias': b1, 'fc2.weight': w2, 'fc2.bias': b2 },
      metadata: { trained: 'never' },
      name: 'mlp',
    },
  )
  assert.deepEqual(header.inputs, [
    { name: 'features', kind: 'tensor', dtype: 'float32', shape: ['batch', 4] },
  ])
  assert.deepEqual(header.outputs[0]!.shape, ['batch', 3])
  assert.deepEqual(
    header.initializers
      .filter(({ dtype }) => dtype === 'float32')
      .map(({ name }) => name)
      .sort(),
    ['fc1.bias', 'fc1.weight', 'fc2.bias', 'fc2.weight'],
  )
  assert.equal(header.opset, 17)
  assert.deepEqual(header.producer, { name: '@nodeyard/tensor', version: '' })
  assert.deepEqual(header.metadata, { trained: 'never' })
})

test('a module is exported as in evaluation, under the names of its state dict, and stays in training', async () => {
  const net = new Sequential(new Linear(4, 6), new BatchNorm1d(6), new Dropout(0.5), new Linear(6, 2))
  assert.ok(net.training)
  const model = await exportOnnx(net, [randn([3, 4])], { dynamicBatch: true })
  assert.ok(net.training && net.modules().every(({ training }) => training))
  const { initializers } = await readOnnx(bytesSource(model))
  const names = initializers.map(({ name }) => name)
  assert.ok(
    names.includes('0.weight') && names.includes('1.running_mean') && names.includes('3.bias'),
    names.join(),
  )
})

test('a CNN: convolution, batch norm by known statistics, pooling, resizing', async () => {
  const [w1, b1, w2] = [weight(6, 3, 3, 3), weight(6), weight(5, 6 * 2 * 2)]
  const [mean, variance, gamma] = [weight(6), variable(rand([6]).add(0.5)), weight(6)]
  await check(
    (x) => {
      let y = conv2d(x, w1, b1, { padding: 1 })
      y = batchNorm(y, mean, variance, gamma).relu()
      y = maxPool2d(y, 3, { stride: 2, padding: 1 })
      y = avgPool2d(interpolate(y, { scaleFactor: 2, mode: 'bilinear' }), 2)
      y = adaptiveAvgPool2d(y, 2)
      return [y.flatten(1).matmul(w2.t()), y]
    },
    (batch) => [randn([batch, 3, 9, 9])],
  )
})

test('a transformer layer over tokens', async () => {
  const [table, qkv, out, up, down] = [
    weight(20, 8),
    weight(24, 8),
    weight(8, 8),
    weight(16, 8),
    weight(8, 16),
  ]
  const [gamma, beta] = [weight(8), weight(8)]
  const header = await check(
    (tokens) => {
      const length = tokens.shape[1]!
      let x = embedding(tokens, table).add(embedding(arange(length), table))
      const split = (t: Tensor) => t.reshape([t.shape[0]!, length, 2, 4]).transpose(1, 2)
      const [q, k, v] = linear(x, qkv).chunk(3, -1).map(split) as [Tensor, Tensor, Tensor]
      const mixed = scaledDotProductAttention(q, k, v, { isCausal: true }).transpose(1, 2).flatten(2)
      x = layerNorm(x.add(linear(mixed, out)), [8], gamma, beta)
      return layerNorm(x.add(linear(gelu(linear(x, up)), down)), [8]).mean(1)
    },
    (batch) => [randint(0, 20, [batch, 5])],
    { opset: 17 },
  )
  assert.ok(
    !Object.keys(header.operators).some((name) => name.startsWith('com.microsoft')),
    'standard operators only',
  )
})

test('an LSTM, whose batch is the second dimension, and whose initial state follows it', async () => {
  const layer = [weight(12, 4), weight(12, 3), weight(12), weight(12)]
  await check(
    (x) => {
      const { output, states } = lstm(x, [layer])
      return [output, ...states]
    },
    (batch) => [randn([5, batch, 4])],
    { dynamicBatch: [1] },
  )
})

test('a module is exported by what it answers: each recurrent layer is one operator', async () => {
  for (const [network, type] of [
    [new LSTM(4, 3, { numLayers: 2, bidirectional: true }), 'LSTM'],
    [new GRU(4, 3, { numLayers: 2, bidirectional: true }), 'GRU'],
  ] as const) {
    const model = await exportOnnx(network, [randn([5, 2, 4])], { dynamicBatch: [1] })
    const { operators } = await readOnnx(bytesSource(model))
    assert.equal(operators[type], 2)
    const x = randn([5, 3, 4])
    const [output] = await readAll([network.forward(x).output, x])
    const [results] = await runOnnx(model, [
      { input: { dtype: 'float32', shape: [5, 3, 4], data: (await x.read()) as Float32Array } },
    ])
    const [first] = Object.values(results!)
    for (const [i, value] of Array.from(output!, Number).entries())
      assert.ok(Math.abs(Number(first!.data[i]) - value) < 1e-5, `${type} ${i}`)
  }
})

test('shapes that follow the batch in other ways', async () => {
  await check(
    (x) => [
      x.reshape([-1]),
      x.reshape([x.shape[0]! * 2, 3]),
      x.reshape([3, x.shape[0]!, 2]).permute([1, 0, 2]),
      x.slice(0, 0, x.shape[0]! - 1),
      zeros([x.shape[0]!, 2]).add(1),
      x.tile([2, 1]),
      x.flip(0),
      x.sum(0),
    ],
    (batch) => [randn([batch, 6])],
    {},
    [2, 4, 9],
  )
})

test('inputs without a batch, and every size fixed', async () => {
  const table = zeros([3, 2])
  const header = await check(
    (x, y) => x.matmul(y).add(1),
    (batch) => [randn([batch, 3]), table],
    { dynamicBatch: [0, null] },
  )
  assert.deepEqual(header.inputs[1]!.shape, [3, 2])
  const fixed = await exportOnnx((x: Tensor) => x.add(1), [randn([2, 3])])
  assert.deepEqual((await readOnnx(bytesSource(fixed))).inputs[0]!.shape, [2, 3])
})

test('operator sets: axes as they were before 18, and what is refused', async () => {
  const run = (x: Tensor) => [x.amax(1), x.mean(-1), x.norm(2, 1), x.prod(1)]
  for (const opset of [14, 21]) {
    const header = await check(run, (batch) => [randn([batch, 3])], { opset })
    assert.equal(header.opset, opset)
  }
  const norm = (x: Tensor) => layerNorm(x, [3])
  await assert.rejects(
    exportOnnx(norm, [randn([2, 3])], { opset: 14 }),
    /opset 14 lacks LayerNormalization.*ask for 17/,
  )
  await assert.rejects(exportOnnx(norm, [randn([2, 3])], { opset: 30 }), /written in 14 to 21/)
})

test('what no model can hold is refused, and says why', async () => {
  const w = weight(3)
  const x = randn([2, 3])
  await assert.rejects(
    exportOnnx((x: Tensor) => dropout(x, 0.5), [x]),
    /draws random numbers/,
  )
  await assert.rejects(
    exportOnnx(
      (x: Tensor) => {
        w.assign(w.add(1))
        return x.add(w)
      },
      [x],
    ),
    /assigns to variables/,
  )
  const depends = (run: (x: Tensor) => Tensor) => exportOnnx(run, [x], { dynamicBatch: true })
  await assert.rejects(
    depends((x) => x.mean(0).mul(1 / x.shape[0]!)),
    /depends on the size of the batch: a constant of Mul/,
  )
  await assert.rejects(
    depends((x) => (x.shape[0]! > 12 ? x.add(1).abs() : x.abs())),
    /so many operators/,
  )
  await assert.rejects(
    depends((x) => (x.shape[0]! > 12 ? x.sin() : x.abs())),
    /is Abs at 11 but Sin at 13/,
  )
  await assert.rejects(
    depends((x) => x.add(tensor(new Float32Array(x.shape[0]!)).unsqueeze(1))),
    /closes over data/,
  )
  // The same at the sizes traced, but not at others: running it shows.
  await assert.rejects(
    depends((x) => (x.shape[0]! > 8 ? x.sin() : x.abs())),
    /computes another output for a batch of 1/,
  )
  await assert.rejects(
    exportOnnx((x: Tensor) => x, [x], { dynamicBatch: [2] }),
    /has no dimension 2/,
  )
  await assert.rejects(
    exportOnnx((x: Tensor) => x.abs(), [x], { inputNames: ['a', 'b'] }),
    /1 inputs want/,
  )
})

test('names from outside do not meet those inside', async () => {
  const [v1, v2] = [weight(3), weight(3)]
  await check(
    (x) => x.add(v1).mul(v2).abs().add(1).reshape([x.shape[0]!, 3, 1]),
    (batch) => [randn([batch, 3])],
    { inputNames: ['v3'], outputNames: ['v0'], parameters: { v4: v1, 'batch.size': v2 } },
  )
})

test('element types other than float32', async () => {
  for (const dtype of ['float64', 'int64'] as Dtype[]) {
    await check(
      (x) => x.add(x).sum(1),
      (batch) => [ones([batch, 3], { dtype })],
    )
  }
  await check(
    (x) => x.logicalNot(),
    (batch) => [ones([batch, 3]).gt(zeros([batch, 3]))],
  )
})
