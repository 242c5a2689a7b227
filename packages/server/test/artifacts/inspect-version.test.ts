import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { writeOnnx, writeSafetensors } from '@nodeyard/tensor/formats'
import { FileStore } from '../../src/blobs/file-store.ts'
import { inspectVersion } from '../../src/domain/artifacts/inspect-version.ts'
import { Inspector } from '../../src/domain/artifacts/inspector.ts'
import type { Fault } from '../../src/fault.ts'
import { temporaryFolder } from '../blobs/temporary-folder.ts'

const DIGITS = new URL('../../../../examples/digits/model/', import.meta.url).pathname

type Bytes = Uint8Array | string

const shared = new Inspector()
after(() => shared.close())

/** Puts files into a store of their own and looks at them. */
async function inspect(files: Record<string, Bytes>, inspector = shared) {
  await using folder = await temporaryFolder()
  const blobs = await FileStore.open(folder.path)
  const listed = []
  for (const [path, bytes] of Object.entries(files)) {
    listed.push({ path, ...(await blobs.put(once(Buffer.from(bytes)))) })
  }
  return await inspectVersion({ blobs, inspector }, listed)
}

async function* once(bytes: Uint8Array) {
  yield bytes
}

const refused = (files: Record<string, Bytes>) =>
  inspect(files).then(
    () => assert.fail('it was taken'),
    (error: Fault) => error,
  )

/** `cos\nsystem` and its call, as pickle protocol 0 writes them. */
const DANGEROUS = "cos\nsystem\n(S'true'\ntR."

const tensor = (...shape: number[]) => ({
  dtype: 'float32' as const,
  shape,
  data: new Float32Array(shape.reduce((product, size) => product * size, 1)),
})

test('a real model is read: format, parameters, tensors, inputs and outputs', async () => {
  const names = await readdir(DIGITS)
  const files = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(DIGITS, name))] as const)),
  )
  const { inspection, tensors } = await inspect(files)
  assert.equal(inspection.scan, 'safe')
  assert.equal(inspection.parameterCount, 43_426)
  assert.equal(inspection.schema?.source, 'model.onnx')
  assert.deepEqual(inspection.schema?.inputs, [
    { name: 'image', dtype: 'float32', shape: ['batch', 1, 28, 28] },
  ])
  assert.deepEqual(
    inspection.schema?.outputs.map(({ name }) => name),
    ['logits', 'probabilities'],
  )
  assert.deepEqual(
    inspection.files.map(({ path, format }) => [path, format]),
    [['model.onnx', 'onnx']],
  )
  assert.equal(tensors.length, inspection.tensorCount)
  assert.ok(tensors.every(([file, , dtype]) => file === 'model.onnx' && dtype === 'float32'))
})

test('shards of one model count together, and its other precisions do not count again', async () => {
  const shard = writeSafetensors({ a: tensor(10, 10) })
  const half = writeSafetensors({ a: { dtype: 'float16', shape: [150], data: new Uint16Array(150) } })
  const { inspection, tensors } = await inspect({
    'model-00001-of-00002.safetensors': shard,
    'model-00002-of-00002.safetensors': writeSafetensors({ b: tensor(60) }),
    'model.fp16.safetensors': half,
    'config.json': '{"inputs": [{"x": [-1, 3]}], "outputs": {"y": {"dtype": "int64", "shape": ["batch"]}}}',
  })
  assert.equal(inspection.parameterCount, 160)
  assert.deepEqual(inspection.dtypes, { float32: 2, float16: 1 })
  assert.deepEqual(inspection.schema, {
    source: 'config.json',
    inputs: [{ name: 'x', dtype: null, shape: [null, 3] }],
    outputs: [{ name: 'y', dtype: 'int64', shape: ['batch'] }],
  })
  assert.deepEqual(tensors[0], ['model-00001-of-00002.safetensors', 'a', 'float32', [10, 10]])
})

test("PyTorch's state dicts are counted without being loaded; a whole model is not, and is no lie", async () => {
  const fixture = new URL('../../../tensor/test/fixtures/', import.meta.url)
  for (const name of ['state-dict.pt', 'legacy.pt']) {
    const { inspection, tensors } = await inspect({ 'model.pt': await readFile(new URL(name, fixture)) })
    assert.deepEqual([inspection.scan, inspection.parameterCount, inspection.tensorCount], ['safe', 23, 4])
    assert.deepEqual(inspection.dtypes, { float32: 4 })
    assert.deepEqual(tensors[0], ['model.pt', 'first.weight', 'float32', [3, 4]])
  }
  const whole = await inspect({ 'model.pt': await readFile(new URL('whole-model.pt', fixture)) })
  assert.deepEqual([whole.inspection.scan, whole.inspection.parameterCount], ['suspicious', null])
})

test('a header that lies is refused with the name of the file and what lied', async () => {
  const whole = writeSafetensors({ a: tensor(100) })
  const cut = await refused({ 'notes.txt': 'fine', 'weights/cut.safetensors': whole.subarray(0, -4) })
  assert.equal(cut.code, 'validation_failed')
  assert.equal(cut.detail.field, 'weights/cut.safetensors')
  assert.match(cut.message, /^weights\/cut\.safetensors: safetensors: tensor "a" ends at data byte 400/)
  for (const path of ['model.onnx', 'model.gguf', 'a.npy', 'a.npz', 'a.zip', 'a.pt', 'a.safetensors']) {
    const { code, message } = await refused({ [path]: randomBytes(100) })
    assert.equal(code, 'validation_failed', path)
    assert.ok(message.startsWith(`${path}: `), message)
  }
})

test('pickles are judged, not run, and not refused', async () => {
  const { inspection } = await inspect({
    'evil.pkl': DANGEROUS,
    'weights.bin': DANGEROUS,
    'fine.pkl': Buffer.from([0x80, 2, 0x5d, 0x2e]),
    'odd.pkl': 'csomewhere\nThing\n.',
    'photo.jpg': Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0]),
  })
  assert.equal(inspection.scan, 'dangerous')
  const verdicts = Object.fromEntries(inspection.files.map(({ path, verdict }) => [path, verdict]))
  assert.deepEqual(verdicts, {
    'evil.pkl': 'dangerous',
    'weights.bin': 'dangerous',
    'fine.pkl': 'safe',
    'odd.pkl': 'suspicious',
  })
  assert.match(inspection.files[0]!.reasons!.join(), /os\.system/)
  assert.equal((await inspect({ 'odd.pkl': 'csomewhere\nThing\n.' })).inspection.scan, 'suspicious')
  assert.equal((await inspect({ 'readme.md': '# fine' })).inspection.scan, 'safe')
})

test('weights that an ONNX model keeps in another file must be there, whole', async () => {
  const fixture = new URL('../../../tensor/test/fixtures/', import.meta.url)
  const external = externalOnnx('weights.bin', 400)
  assert.match((await refused({ 'm/model.onnx': external })).message, /"weights\.bin", which is not among/)
  assert.match(
    (await refused({ 'm/model.onnx': external, 'm/weights.bin': Buffer.alloc(399) })).message,
    /holds 400 bytes of its weights or more, but has only 399/,
  )
  const { inspection } = await inspect({ 'm/model.onnx': external, 'm/weights.bin': Buffer.alloc(400) })
  assert.equal(inspection.parameterCount, 100)
  const hostile = await inspect({ 'h.pt': await readFile(new URL('hostile.pt', fixture)) })
  assert.equal(hostile.inspection.scan, 'dangerous')
})

test('a file that takes too long or too much is suspicious, and the next one is read as ever', async () => {
  // Nothing pushed and popped, two million times over: all of it must be read.
  const endless = Buffer.concat([Buffer.from([0x80, 2]), Buffer.alloc(2 * 1024 * 1024, 'N0')])
  const hasty = new Inspector({ workers: 1, timeLimit: 1 })
  const frugal = new Inspector({ workers: 1, readLimit: 1024 * 1024 })
  try {
    const late = await inspect({ 'endless.pkl': endless }, hasty)
    assert.equal(late.inspection.scan, 'suspicious')
    assert.match(late.inspection.files[0]!.reasons!.join(), /takes longer/)

    const fine = writeSafetensors({ a: tensor(5) })
    const greedy = await inspect({ 'endless.pkl': endless, 'fine.safetensors': fine }, frugal)
    assert.match(greedy.inspection.files[0]!.reasons!.join(), /more of it would have to be read/)
    assert.equal(greedy.inspection.parameterCount, 5)
  } finally {
    await Promise.all([hasty.close(), frugal.close()])
  }
})

test('many files are looked at once each', async () => {
  const model = writeSafetensors({ a: tensor(3) })
  const files = Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => [
      `${index}.${index % 2 ? 'txt' : 'safetensors'}`,
      index % 2 ? createHash('sha256').update(String(index)).digest('hex') : model,
    ]),
  )
  const { inspection } = await inspect(files)
  assert.equal(inspection.files.length, 150)
  assert.equal(inspection.tensorCount, 150)
})

/** A model whose one tensor of `bytes` bytes is in another file. Written by hand: no writer here makes one. */
function externalOnnx(location: string, bytes: number): Uint8Array {
  const field = (number: number, payload: Uint8Array) =>
    Buffer.concat([varint((number << 3) | 2), varint(payload.length), payload])
  const text = (number: number, value: string) => field(number, Buffer.from(value))
  const plain = (number: number, value: number) => Buffer.concat([varint(number << 3), varint(value)])
  const entry = (key: string, value: string) => field(13, Buffer.concat([text(1, key), text(2, value)]))
  const initializer = Buffer.concat([
    plain(1, bytes / 4),
    plain(2, 1),
    text(8, 'w'),
    entry('location', location),
    entry('length', String(bytes)),
    plain(14, 1),
  ])
  const graph = Buffer.concat([text(2, 'g'), field(5, initializer), field(12, text(1, 'w'))])
  const opset = plain(2, 17)
  return Buffer.concat([plain(1, 8), field(7, graph), field(8, opset)])
}

function varint(value: number): Buffer {
  const bytes = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest])
    bytes.push((rest % 128) | 128)
  }
}

test('the writer of models and this reader agree', async () => {
  const model = writeOnnx({
    opset: 21,
    graph: {
      inputs: [{ name: 'x', dtype: 'float32', shape: ['batch', 2] }],
      outputs: [{ name: 'y', dtype: 'float32', shape: ['batch', 2] }],
      operations: [{ type: 'Relu', inputs: ['x'], outputs: ['y'] }],
    },
  })
  const { inspection } = await inspect({ 'deep/other.onnx': model, 'model.onnx': model })
  assert.equal(inspection.schema?.source, 'model.onnx')
  assert.equal(inspection.parameterCount, 0)
})
