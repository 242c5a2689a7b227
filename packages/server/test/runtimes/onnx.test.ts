import assert from 'node:assert/strict'
import { readdir, readlink } from 'node:fs/promises'
import { test } from 'node:test'
import type { Dtype } from '../../src/domain/runtimes/dtype.ts'
import { DTYPES } from '../../src/domain/runtimes/dtype.ts'
import { cleanOnnxMessage } from '../../src/domain/runtimes/kinds/onnx/onnx-message.ts'
import onnx from '../../src/domain/runtimes/kinds/onnx.ts'
import { tensorOf } from '../../src/domain/runtimes/tensor-value.ts'
import { addOne, identity, simple, source, startOnnx, temporaryFolder } from './tiny-models.ts'

test('every dtype goes in and comes out unchanged, and its axes keep their names', async () => {
  await using runtime = await startOnnx()
  const dtypes: Dtype[] = [...(Object.keys(DTYPES) as (keyof typeof DTYPES)[]), 'string']
  for (const dtype of dtypes) {
    const model = await runtime.load(identity(dtype))
    assert.deepEqual(model.schema.inputs, [{ name: 'x', dtype, shape: ['batch', null] }])
    const data =
      dtype === 'string'
        ? ['a', 'ü', '', 'long'.repeat(100)]
        : DTYPES[dtype].kind === 'bigint'
          ? BigInt64Array.of(0n, 1n, 1n, 2n ** 60n)
          : [0, 1, 1, dtype === 'bool' ? 0 : 100]
    const given = dtype === 'string' ? data : Object.assign(DTYPES[dtype].make(4), data)
    const { y } = await model.run({ x: tensorOf(dtype, [2, 2], given as string[]) })
    assert.deepEqual(y, tensorOf(dtype, [2, 2], given as string[]), dtype)
  }
})

test('a model of no rows, or none of its batch, runs', async () => {
  await using runtime = await startOnnx()
  const model = await runtime.load(addOne())
  const { y } = await model.run({ x: { dtype: 'float32', shape: [0, 2], data: new Float32Array() } })
  assert.deepEqual(y, { dtype: 'float32', shape: [0, 2], data: new Float32Array() })
})

test('nothing is given to an operator that would end the process over it', async () => {
  await using runtime = await startOnnx()
  const ones = { dtype: 'float32', shape: [2], data: Float32Array.of(1, 1) } as const
  const operation = { type: 'InstanceNormalization', inputs: ['x', 'ones', 'ones'], outputs: ['y'] }
  const shape = ['n', 2, 'h', 'w']
  const model = await runtime.load(
    simple('instance-norm', [operation], { x: shape, y: shape, initializers: { ones } }),
  )
  const picture = (h: number) => ({ x: tensorOf('float32', [1, 2, h, 1], new Float32Array(2 * h)) })
  await assert.rejects(model.run(picture(0)), { code: 'validation_failed', message: /"x" has no elements/ })
  assert.deepEqual((await model.run(picture(3))).y!.shape, [1, 2, 3, 1])
})

test('a model loads from a file without a name that tells', async () => {
  await using folder = await temporaryFolder()
  await using runtime = await startOnnx()
  const { model: bytes } = addOne()
  const model = await folder.write('3f2a', bytes as Uint8Array)
  const { schema } = await runtime.load({ key: 'file', model, bytes: 1 })
  assert.equal(schema.inputs[0]?.name, 'x')
})

test('a model that is wrong says what ONNX Runtime found', async () => {
  await using runtime = await startOnnx()
  const unknown = simple('unknown', [{ type: 'NoSuchOperator', inputs: ['x'], outputs: ['y'] }])
  await assert.rejects(runtime.load(unknown), /NoSuchOperator/)
  const bfloat16 = source('bfloat16', {
    inputs: [{ name: 'x', dtype: 'bfloat16', shape: [1] }],
    outputs: [{ name: 'y', dtype: 'float32', shape: [1] }],
    operations: [{ type: 'Cast', inputs: ['x'], outputs: ['y'], attributes: { to: { int: 1 } } }],
  })
  await assert.rejects(runtime.load(bfloat16), { code: 'unsupported_format' })
  for (const bytes of [new Uint8Array(), Uint8Array.of(1, 2, 3), new Uint8Array(5000).fill(0xff)]) {
    await assert.rejects(runtime.load({ key: 'garbage', model: bytes, bytes: bytes.length }), {
      code: 'unsupported_format',
    })
  }
})

test('ONNX Runtime keeps no record of what it does, and tells nobody', async () => {
  await using runtime = await startOnnx()
  await runtime.load(addOne())
  assert.equal(process.env.ORT_DISABLE_TELEMETRY, '1')
  if (process.platform !== 'linux') return
  const open = (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => ''))
  assert.deepEqual(
    (await Promise.all(open)).filter((path) => path.includes('Microsoft')),
    [],
  )
})

test('the model file of a version is the one by the usual name, or the largest', () => {
  const pick = (...paths: string[]) => onnx.pick(paths.map((path, size) => ({ path, size })))
  assert.equal(pick('README.md', 'weights/net.onnx', 'config.json'), 'weights/net.onnx')
  assert.equal(pick('model.onnx', 'big.onnx'), 'model.onnx')
  assert.equal(pick('small.onnx', 'big.onnx'), 'big.onnx')
  assert.equal(pick('model.safetensors'), undefined)
})

test('messages lose paths and source positions, and keep what they say', () => {
  const cases = [
    [
      'Load model from /data/models/x failed:/onnxruntime_src/onnxruntime/core/graph/model.cc:187 ' +
        'onnxruntime::Model::Model(onnx::ModelProto&&, const onnxruntime::PathString&) ModelProto does not have a graph.\n',
      'ModelProto does not have a graph.',
    ],
    [
      "Non-zero status code returned while running Add node. Name:'y' Status Message: " +
        '/onnxruntime_src/onnxruntime/core/providers/cpu/math/element_wise_ops.h:563 void ' +
        'onnxruntime::BroadcastIterator::Init(ptrdiff_t, ptrdiff_t) axis == 1 was false. 2 by 3\n',
      "Add node. Name:'y': axis == 1 was false. 2 by 3",
    ],
    ['cannot open /home/somebody/secret/weights.bin here', 'cannot open … here'],
  ] as const
  for (const [said, clean] of cases) assert.equal(cleanOnnxMessage(said, '/data/models/x'), clean)
  assert.equal(cleanOnnxMessage('x'.repeat(1000)).length, 301)
})
