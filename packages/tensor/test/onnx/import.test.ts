import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import test from 'node:test'
import { bytesSource, inspectFile, parseOnnx, type ValueInfo, writeOnnx } from '../../src/formats/index.ts'
import {
  BatchNorm2d,
  Conv2d,
  compile,
  crossEntropy,
  exportOnnx,
  Flatten,
  grad,
  importOnnx,
  LayerNorm,
  Linear,
  LSTM,
  MaxPool2d,
  Module,
  manualSeed,
  type OnnxArray,
  ReLU,
  rand,
  randint,
  randn,
  readAll,
  runOnnx,
  Sequential,
  type Tensor,
  TransformerEncoderLayer,
  tensor,
} from '../../src/index.ts'
import { assertMutations, assertRefused, assertTruncations } from '../formats/sources.ts'

const MODELS = new URL('models/', import.meta.url)
const names = (await readdir(MODELS)).map((file) => file.replace('.onnx', ''))

async function model(name: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(new URL(`${name}.onnx`, MODELS)))
}

function inputOf({ dtype, shape }: ValueInfo, batch: number): Tensor {
  const sizes = shape!.map((size) => (typeof size === 'number' ? size : size === 'batch' ? batch : 4))
  return dtype === 'int64' ? randint(0, 4, sizes) : rand(sizes).mul(4).sub(2)
}

for (const name of names) {
  if (name === 'unknown') continue
  test(`PyTorch's ${name} computes what ONNX Runtime makes of it`, async () => {
    manualSeed(3)
    const bytes = await model(name)
    const net = await importOnnx(bytes)
    const isOpen = net.inputs.some(({ shape }) => shape?.includes('batch'))
    const cases = (isOpen ? [2, 3] : [1]).map((batch) => net.inputs.map((input) => inputOf(input, batch)))
    const feeds: Record<string, OnnxArray>[] = []
    for (const inputs of cases) {
      const arrays = await readAll(inputs)
      const entries = net.inputs.map(({ name }, i): [string, OnnxArray] => {
        return [name, { dtype: inputs[i]!.dtype, shape: inputs[i]!.shape, data: arrays[i]! }]
      })
      feeds.push(Object.fromEntries(entries))
    }
    const results = await runOnnx(bytes, feeds)
    for (const [i, inputs] of cases.entries()) {
      const outputs = [net.forward(...inputs)].flat()
      const arrays = await readAll(outputs)
      for (const [j, { name: output }] of net.outputs.entries()) {
        const expected = results[i]![output]!
        const where = `output ${j} (${output}) of case ${i}`
        assert.deepEqual([outputs[j]!.dtype, outputs[j]!.shape], [expected.dtype, expected.shape], where)
        const wanted = Array.from(expected.data, Number)
        const largest = wanted.reduce((most, v) => Math.max(most, Number.isFinite(v) ? Math.abs(v) : 0), 0)
        for (const [k, value] of Array.from(arrays[j]!, Number).entries()) {
          const isSame = Object.is(value, wanted[k]) || Math.abs(value - wanted[k]!) <= 1e-5 * largest + 1e-7
          assert.ok(isSame, `${where}: ${value} at ${k}, not ${wanted[k]}`)
        }
      }
    }
  })
}

test('operators that are not known are all named, before anything runs', async () => {
  await assert.rejects(
    importOnnx(await model('unknown')),
    /cannot be imported: RandomNormalLike, RandomUniformLike$/,
  )
  const custom = writeOnnx({
    opset: 17,
    opsets: { 'com.example': 1 },
    graph: {
      inputs: [{ name: 'x', dtype: 'float32', shape: [1] }],
      outputs: [{ name: 'y', dtype: 'float32', shape: [1] }],
      operations: [{ type: 'Magic', domain: 'com.example', inputs: ['x'], outputs: ['y'] }],
    },
  })
  await assert.rejects(importOnnx(custom), /com\.example\.Magic/)
})

test('inputs that the model does not take are refused', async () => {
  const net = await importOnnx(await model('mlp-17'))
  assert.throws(() => net.forward(randn([2, 6])), /input x0 wants float32 \[batch, 5\], not float32 \[2, 6\]/)
  assert.throws(() => net.forward(randint(0, 2, [2, 5])), /not int64/)
  assert.throws(() => net.forward(), /takes 1 inputs, not 0/)
})

test('weights are parameters under their names, running statistics buffers, and they learn', async () => {
  const net = await importOnnx(await model('cnn-16'))
  assert.deepEqual(
    net
      .namedParameters()
      .map(([name]) => name)
      .filter((name) => /^(1[0-9]|12)\./.test(name)),
    ['12.weight', '12.bias'],
  )
  const mlp = await importOnnx(await model('mlp-13'))
  const parameters = mlp.parameters()
  assert.equal(parameters.length, 6)
  const [x, y] = [randn([16, 5]), randint(0, 3, [16])]
  const step = compile((x: Tensor, y: Tensor) => {
    const loss = crossEntropy(mlp.forward(x) as Tensor, y)
    for (const [i, gradient] of grad(loss, parameters).entries()) {
      parameters[i]!.assign(parameters[i]!.sub(gradient.mul(0.3)))
    }
    return loss
  })
  const first = await (await step(x, y)).item()
  let last = first
  for (let i = 0; i < 60; i++) last = await (await step(x, y)).item()
  assert.ok(last < first / 2, `${first} to ${last}`)
})

test('what was exported here comes back, computes the same, and can be exported again', async () => {
  class Recurrent extends Module {
    lstm = new LSTM(3, 4, { numLayers: 2, bidirectional: true })

    forward(x: Tensor): Tensor {
      return this.lstm.forward(x).output
    }
  }
  const subjects: [Module, number[], number[] | undefined][] = [
    [
      new Sequential(
        new Conv2d(1, 3, 3),
        new BatchNorm2d(3),
        new ReLU(),
        new MaxPool2d(2),
        new Flatten(),
        new Linear(27, 4),
      ),
      [2, 1, 8, 8],
      undefined,
    ],
    [new TransformerEncoderLayer(8, 2, { dimFeedforward: 12 }), [2, 5, 8], [1]],
    [new Sequential(new Linear(4, 4), new LayerNorm([4])), [2, 4], undefined],
    [new Recurrent(), [5, 2, 3], [1]],
  ]
  for (const [subject, shape, dims] of subjects) {
    subject.eval()
    const x = randn(shape)
    const bytes = await exportOnnx(subject, [x], { dynamicBatch: dims ?? true })
    const net = await importOnnx(bytes)
    assert.deepEqual(
      net
        .namedParameters()
        .map(([name]) => name)
        .sort(),
      subject
        .namedParameters()
        .map(([name]) => name)
        .sort(),
    )
    const forward = subject.forward as (x: Tensor) => Tensor
    const [expected, made] = await readAll([forward.call(subject, x), net.forward(x) as Tensor])
    for (const [i, value] of made!.entries()) assert.ok(Math.abs(Number(value) - Number(expected![i])) < 1e-5)
    const again = await importOnnx(await exportOnnx(net, [x], { dynamicBatch: dims ?? true }))
    assert.equal(again.parameters().length, subject.parameters().length)
  }
})

test('an If is decided by shapes', async () => {
  const net = await importOnnx(await model('branching'))
  const double = await (net.forward(tensor([[1, 2, 3, 4]])) as Tensor).tolist()
  assert.deepEqual(double, [[2, 4, 6, 8]])
  assert.equal((net.forward(randn([3, 4])) as Tensor).shape[0], 3)
})

test('no cut and no change of a model does worse than a FormatError', async () => {
  const bytes = await model('branching')
  const read = async (source: {
    size: number
    read: (offset: number, length: number) => Promise<Uint8Array>
  }) => {
    await parseOnnx(await source.read(0, source.size))
  }
  await assertTruncations(bytes, read)
  await assertMutations(bytes, read, 200)
  await assertRefused(parseOnnx(new Uint8Array(3)), /./)
  assert.equal((await inspectFile('model.onnx', bytesSource(bytes))).format, 'onnx')
})
