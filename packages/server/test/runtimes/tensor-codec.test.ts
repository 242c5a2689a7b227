import assert from 'node:assert/strict'
import { test } from 'node:test'
import { writeNpy, writeSafetensors } from '@nodeyard/tensor/formats'
import { outputForm } from '../../src/domain/runtimes/binary-outputs.ts'
import type { Dtype } from '../../src/domain/runtimes/dtype.ts'
import type { ModelSchema } from '../../src/domain/runtimes/model-schema.ts'
import { readJsonInputs } from '../../src/domain/runtimes/read-json-inputs.ts'
import { TensorCodec, type TensorForm } from '../../src/domain/runtimes/tensor-codec.ts'
import type { Tensors } from '../../src/domain/runtimes/tensor-value.ts'

const NO_FRAME = { before: '', after: '' }

function openCodec() {
  const codec = new TensorCodec()
  return Object.assign(codec, { [Symbol.asyncDispose]: () => codec.close() })
}

function schemaOf(...inputs: [string, Dtype][]): ModelSchema {
  const specs = inputs.map(([name, dtype]) => ({ name, dtype, shape: [null, null] }))
  return { inputs: specs, outputs: specs }
}

const body = (value: unknown) => Uint8Array.from(Buffer.from(JSON.stringify(value)))
const text = (bytes: string | Uint8Array) =>
  typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString()

const two: Tensors = {
  ids: { dtype: 'int64', shape: [1, 2], data: BigInt64Array.of(5n, -(2n ** 62n)) },
  mask: { dtype: 'bool', shape: [1, 3], data: Uint8Array.of(1, 0, 1) },
}
const twoSchema = schemaOf(['ids', 'int64'], ['mask', 'bool'])

test('safetensors come in under the inputs’ names, and go out alike', async () => {
  await using codec = openCodec()
  const bytes = writeSafetensors(two as Parameters<typeof writeSafetensors>[0])
  const { inputs, form } = await codec.read(bytes, 'safetensors', twoSchema)
  assert.deepEqual(inputs, two)
  assert.equal(form, 'safetensors')
  const written = await codec.write(inputs, form, NO_FRAME)
  assert.deepEqual(written.body, bytes)
})

test('unaligned safetensors are read just as well', async () => {
  await using codec = openCodec()
  const header = Buffer.from('{"x":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}')
  const bytes = Buffer.concat([Buffer.alloc(8), header, Buffer.from(Float32Array.of(1.5, -2).buffer)])
  bytes.writeBigUInt64LE(BigInt(header.length))
  for (const shift of [0, 1, 2, 3]) {
    const moved = new Uint8Array(bytes.length + shift).subarray(shift)
    moved.set(bytes)
    const { inputs } = await codec.read(moved, 'safetensors', schemaOf(['x', 'float32']))
    assert.deepEqual(inputs.x, { dtype: 'float32', shape: [1, 2], data: Float32Array.of(1.5, -2) })
  }
})

test('an .npy body is the only input; several outputs answer as safetensors', async () => {
  await using codec = openCodec()
  const bytes = writeNpy('float32', [1, 2], Float32Array.of(1, 2))
  const one = schemaOf(['x', 'float32'])
  const { inputs } = await codec.read(bytes, 'npy', one)
  assert.deepEqual(inputs, { x: { dtype: 'float32', shape: [1, 2], data: Float32Array.of(1, 2) } })
  assert.deepEqual((await codec.write(inputs, outputForm('npy', one), NO_FRAME)).body, bytes)
  assert.equal(outputForm('npy', twoSchema), 'safetensors')
  await assert.rejects(codec.read(bytes, 'npy', twoSchema), /takes 2 inputs: send them as safetensors/)
})

test('a binary body that lies, or is not what the model takes, is a 422 that says why', async () => {
  await using codec = openCodec()
  const x = schemaOf(['x', 'float32'])
  const cases: [Uint8Array<ArrayBuffer>, 'safetensors' | 'npy', RegExp][] = [
    [Uint8Array.of(1, 2, 3), 'safetensors', /^safetensors: /],
    [Uint8Array.of(1, 2, 3), 'npy', /^npy: /],
    [
      writeSafetensors({ y: { dtype: 'float32', shape: [1], data: Float32Array.of(1) } }),
      'safetensors',
      /no input "y"/,
    ],
    [
      writeSafetensors({ x: { dtype: 'int8', shape: [1], data: Int8Array.of(1) } }),
      'safetensors',
      /is int8; expected float32/,
    ],
    [writeNpy('float64', [1], Float64Array.of(1)), 'npy', /is float64; expected float32/],
  ]
  for (const [bytes, form, message] of cases) {
    await assert.rejects(codec.read(bytes, form, x), { code: 'validation_failed', message })
  }
  const bool = writeNpy('bool', [2], Uint8Array.of(1, 2))
  await assert.rejects(codec.read(bool, 'npy', schemaOf(['x', 'bool'])), /a bool is 0 or 1/)
  const words = schemaOf(['x', 'string'])
  await assert.rejects(
    codec.read(writeNpy('int8', [1], Int8Array.of(1)), 'npy', words),
    /takes texts: send them as JSON/,
  )
  assert.throws(() => outputForm('safetensors', words), /output "x" is a string tensor/)
})

test('outputs in JSON have the form of the inputs, and read back as they were', async () => {
  await using codec = openCodec()
  const outputs: Tensors = {
    f: { dtype: 'float32', shape: [2, 3], data: Float32Array.of(0.1, -0, NaN, Infinity, -Infinity, 1e-8) },
    h: { dtype: 'float16', shape: [1, 2], data: Float16Array.of(0.1, 65504) },
    big: { dtype: 'int64', shape: [1, 2], data: BigInt64Array.of(7n, -(2n ** 63n)) },
    flag: { dtype: 'bool', shape: [1, 2], data: Uint8Array.of(1, 0) },
    label: { dtype: 'string', shape: [1, 2], data: ['a"\n', 'ü'] },
    scalar: { dtype: 'int8', shape: [], data: Int8Array.of(-3) },
    empty: { dtype: 'float32', shape: [2, 0], data: new Float32Array() },
  }
  const schema = schemaOf(
    ...Object.entries(outputs).map(([name, { dtype }]): [string, Dtype] => [name, dtype]),
  )
  for (const form of ['nested', 'object', 'base64'] as const) {
    const { body: written } = await codec.write(outputs, form, { before: '{"input":', after: '}' })
    const read = readJsonInputs(Buffer.from(text(written)), schema)
    assert.deepEqual(read.inputs, outputs, form)
    assert.equal(read.form, form)
  }
  const { body: nested } = await codec.write(
    { scalar: outputs.scalar!, big: outputs.big! },
    'nested',
    NO_FRAME,
  )
  assert.equal(nested, '{"scalar":-3,"big":[[7,"-9223372036854775808"]]}')
})

test('what is too large for the event loop takes another thread, with the same result', async () => {
  await using codec = openCodec()
  const x = schemaOf(['x', 'float32'])
  const data = Float32Array.from({ length: 90_000 }, (_, i) => Math.sin(i))
  const tensor = { dtype: 'float32' as const, shape: [300, 300], data }
  const nested = Array.from({ length: 300 }, (_, row) => [...data.subarray(row * 300, (row + 1) * 300)])

  const sent = body({ input: { x: nested }, timeout_ms: 5 })
  const read = await codec.read(sent, 'json', x)
  assert.equal(sent.length, 0, 'the body was given away')
  assert.deepEqual(read, { inputs: { x: tensor }, form: 'nested', rest: { timeout_ms: 5 } })

  const shared = new Float32Array(100_000)
  shared.set(data, 1000)
  const view = { ...tensor, data: shared.subarray(1000, 91_000) }
  for (const form of ['nested', 'object', 'base64'] satisfies TensorForm[]) {
    const { body: written } = await codec.write({ x: view }, form, { before: '{"input":', after: '}' })
    assert.ok(written instanceof Uint8Array)
    assert.deepEqual((await codec.read(written, 'json', x)).inputs, { x: tensor })
  }
  assert.equal(shared.length, 100_000, 'a view of a shared buffer stays')

  const wide = {
    dtype: 'float16' as const,
    shape: [2, 1_500_000],
    data: new Float16Array(3_000_000).fill(0.5),
  }
  const file = await codec.write({ h: wide }, 'safetensors', NO_FRAME)
  assert.ok(file.body instanceof Uint8Array)
  const back = await codec.read(file.body, 'safetensors', schemaOf(['h', 'float16']))
  assert.deepEqual(back.inputs.h!.shape, [2, 1_500_000])
  assert.ok((back.inputs.h!.data as Float16Array).every((value) => value === 0.5))
})

test('a fault found in the other thread is the same fault', async () => {
  await using codec = openCodec()
  const long = Array.from({ length: 100_000 }, (_, i) => i / 7)
  const bad = body({ input: { x: [long, [...long.slice(1), 'oops']] } })
  await assert.rejects(codec.read(bad, 'json', schemaOf(['x', 'float32'])), {
    name: 'Fault',
    code: 'validation_failed',
    message: 'input.x[1][99999] is "oops"; expected a number, or "NaN", "Infinity" or "-Infinity"',
  })
})
