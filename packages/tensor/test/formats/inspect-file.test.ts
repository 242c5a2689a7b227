import assert from 'node:assert/strict'
import test from 'node:test'
import { bytesSource, inspectFile, writeNpy, writeOnnx, writeSafetensors } from '../../src/formats/index.ts'
import { GgufFile } from './gguf-files.ts'
import { assertMutations, assertRefused, bytesOf, fixture, fixtureSource, u64 } from './sources.ts'
import { zipFile } from './zip-files.ts'

const inspect = (path: string, bytes: Uint8Array) => inspectFile(path, bytesSource(bytes))

const data = Float32Array.of(1, 2, 3)
const onnx = writeOnnx({
  opset: 17,
  graph: {
    inputs: [{ name: 'x', dtype: 'float32', shape: ['n', 3] }],
    outputs: [{ name: 'y', dtype: 'float32', shape: ['n', 3] }],
    initializers: { b: { dtype: 'float32', shape: [3], data } },
    operations: [{ type: 'Add', inputs: ['x', 'b'], outputs: ['y'] }],
  },
})
const files: Readonly<Record<string, Uint8Array>> = {
  safetensors: writeSafetensors({ w: { dtype: 'float32', shape: [3], data } }, { format: 'pt' }),
  onnx,
  gguf: new GgufFile().header(1, 1).text('general.name', 'tiny').tensor('w', [3], 0, 0).bytes(data),
  npy: writeNpy('float32', [3], data),
  npz: zipFile([{ name: 'w.npy', content: writeNpy('float32', [3], data) }]),
  zip: zipFile([{ name: 'readme.txt', content: 'hello' }]),
  pickle: bytesOf(0x80, 4, 'N.'),
}

test('a file is known by its bytes, whatever its name', async () => {
  for (const [format, bytes] of Object.entries(files)) {
    for (const name of ['data', 'weights.bin', 'a.b/checkpoint.ckpt']) {
      assert.equal((await inspect(name, bytes)).format, format)
    }
  }
  assert.equal((await inspect('model.pt', files.pickle!)).format, 'pickle')
})

test('formats with tensors say the same things of them', async () => {
  for (const format of ['safetensors', 'onnx', 'gguf', 'npy', 'npz']) {
    const report = await inspect('model', files[format]!)
    assert.ok('tensors' in report)
    assert.equal(report.parameterCount, 3)
    assert.deepEqual(report.dtypes, { float32: 1 })
    const [tensor] = report.tensors
    assert.deepEqual([tensor?.dtype, tensor?.shape, tensor?.bytes], ['float32', [3], 12])
    const at = tensor!.offset!
    assert.deepEqual(new Float32Array(new Uint8Array(files[format]!).buffer.slice(at, at + 12)), data)
    assert.deepEqual(JSON.parse(JSON.stringify(report)), report)
  }
})

test('a model says what goes in and what comes out', async () => {
  const report = await inspect('model.onnx', onnx)
  assert.ok(report.format === 'onnx')
  assert.deepEqual(report.inputs, [{ name: 'x', kind: 'tensor', dtype: 'float32', shape: ['n', 3] }])
  assert.deepEqual(
    report.outputs.map(({ name }) => name),
    ['y'],
  )
  assert.deepEqual([report.opset, report.operators], [17, { Add: 1 }])
})

test('a name that promises what the bytes are not is refused', async () => {
  for (const [extension, format] of Object.entries({
    safetensors: 'safetensors',
    onnx: 'onnx',
    gguf: 'gguf',
    npy: 'npy',
    npz: 'npz',
    zip: 'zip',
    pt: 'pytorch',
    PTH: 'pytorch',
  })) {
    const promises = `"model.${extension}" promises ${format} by its name, but its bytes are not`
    const text = new TextEncoder().encode('These are words, and no tensors at all.')
    for (const bytes of [text, new Uint8Array(), new Uint8Array(100)]) {
      const error = await assertRefused(inspect(`dir/model.${extension}`, bytes), promises)
      assert.deepEqual([error.format, error.field], [format, 'name'])
    }
  }
  await assertRefused(
    inspect('model.safetensors', files.gguf!),
    'promises safetensors by its name, but its bytes begin like gguf',
  )
  await assertRefused(inspect('model.onnx', files.pickle!), 'its bytes begin like pickle')
  await assertRefused(inspect('model.pt', files.gguf!), 'its bytes begin like gguf')
  await assertRefused(inspect('model.gguf', onnx), 'its bytes begin like onnx')
  await assertRefused(inspect('model.npz', files.zip!), 'is no .npy file')
})

test('a header that lies under its own name is refused by what lied', async () => {
  const lying = bytesOf(
    u64(51),
    '{"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}'.slice(0, 51),
    new Uint8Array(8),
  )
  await assertRefused(inspect('model.safetensors', lying), /^safetensors: (?!.*promises)/)
  await assertRefused(
    inspect('model.safetensors', bytesOf(u64(2n ** 60n), '{}')),
    'header length says 1152921504606846976',
  )
  // Under any other name it is just bytes: safetensors has no magic number.
  assert.equal((await inspect('model.bin', lying)).format, 'other')
  // A magic number claims as much as a name does.
  await assertRefused(inspect('model.bin', files.gguf!.subarray(0, 40)), 'gguf: the file ends')
})

test('what is nothing known is other, not an error', async () => {
  const texts = [
    '',
    '{',
    '{"a": 1}',
    '# Title\n\ntext.',
    'import os\nos.system("x")\n',
    'class A:\n  pass\n.',
    'config\nof this\n.',
    '(.',
    '\x08\x07 and more',
  ]
  for (const text of texts) {
    assert.deepEqual(await inspect('README.md', new TextEncoder().encode(text)), { format: 'other' }, text)
  }
  assert.deepEqual(
    await inspect(
      'noise.bin',
      Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251),
    ),
    {
      format: 'other',
    },
  )
})

test('a pickle is found without a name or magic number that says so', async () => {
  for (const name of ['system-0', 'inst', 'cut', 'escaped-string']) {
    const report = await inspect('weights.bin', await fixture(`pickles/${name}.pkl`))
    assert.ok(report.format === 'pickle')
    assert.equal(report.pickle.verdict, 'dangerous')
  }
  for (const name of ['empty', 'two-results']) {
    const report = await inspect('weights.pkl', await fixture(`pickles/${name}.pkl`))
    assert.ok(report.format === 'pickle')
    assert.equal(report.pickle.verdict, 'suspicious')
  }
})

test('pickles inside arrays and archives are looked at', async () => {
  const verdict = async (name: string) => {
    const report = await inspectFile(name, await fixtureSource(name))
    return 'pickle' in report ? report.pickle?.verdict : undefined
  }
  assert.equal(await verdict('objects.npy'), 'safe')
  assert.equal(await verdict('objects.npz'), 'suspicious')
  assert.equal(await verdict('arrays.npz'), undefined)
  assert.equal(await verdict('pickled.zip'), 'dangerous')
  assert.equal(await verdict('plain.zip'), undefined)
})

test('metadata too large to be stored are cut, and said to be', async () => {
  const long = writeSafetensors({}, { short: 'a', long: 'x'.repeat(20_000) })
  const report = await inspect('model.safetensors', long)
  assert.ok(report.format === 'safetensors' && report.isMetadataCut)
  assert.deepEqual([report.metadata.short, String(report.metadata.long).length], ['a', 16_385])
  const many = writeSafetensors(
    {},
    Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`k${index}`, ''])),
  )
  const cut = await inspect('model.safetensors', many)
  assert.ok(cut.format === 'safetensors' && cut.isMetadataCut && Object.keys(cut.metadata).length === 1000)
})

test('a key named __proto__ stays a key', async () => {
  const report = await inspect(
    'a.safetensors',
    bytesOf(u64(36), '{"__metadata__":{"__proto__":"evil"}}'.slice(0, 37)).with(0, 37),
  )
  assert.ok(report.format === 'safetensors')
  assert.deepEqual(Object.entries(report.metadata), [['__proto__', 'evil']])
})

test('no change of any file does worse than a FormatError', async () => {
  for (const bytes of Object.values(files)) {
    await assertMutations(bytes, (source) => inspectFile('model.bin', source), 100)
  }
})

test('a safetensors header of any length is told from a pickle', async () => {
  for (let length = 0; length < 1500; length += 8) {
    const bytes = writeSafetensors(
      { w: { dtype: 'float32', shape: [3], data } },
      { note: 'x'.repeat(length) },
    )
    const { format } = await inspect('model.bin', bytes)
    assert.equal(format, 'safetensors', `a header of ${bytes[0]! + 256 * bytes[1]!} bytes`)
  }
})
