import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import test from 'node:test'
import {
  bytesSource,
  elementsOf,
  inspectFile,
  openTensors,
  readTorchState,
  type TorchState,
  writeNpz,
  writeSafetensors,
} from '../../src/formats/index.ts'
import {
  assertMutations,
  assertRefused,
  assertTruncations,
  bytesOf,
  fixture,
  fixtureSource,
  hugeSource,
} from './sources.ts'
import { zipFile } from './zip-files.ts'

async function numbers(state: TorchState, name: string): Promise<number[]> {
  const tensor = state.tensors.find((one) => one.name === name)
  assert.ok(tensor, `no tensor ${name}`)
  return Array.from(elementsOf(tensor.dtype, await state.read(tensor)), Number)
}

test('views are read by their strides and offsets, in both forms', async () => {
  for (const name of ['views.pt', 'views-legacy.pt']) {
    const state = await readTorchState(await fixtureSource(name))
    const shapes = Object.fromEntries(state.tensors.map(({ name, dtype, shape }) => [name, [dtype, shape]]))
    assert.deepEqual(shapes.transposed, ['float32', [4, 3]])
    assert.deepEqual(shapes.brain, ['bfloat16', [3]])
    assert.deepEqual(await numbers(state, 'whole'), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    assert.deepEqual(await numbers(state, 'transposed'), [0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11])
    assert.deepEqual(await numbers(state, 'tail'), [7, 8, 9, 10, 11])
    assert.deepEqual(await numbers(state, 'every-second'), [1, 3, 5, 7, 9, 11])
    assert.deepEqual(await numbers(state, 'expanded'), [0, 0, 0, 1, 1, 1])
    assert.deepEqual(await numbers(state, 'scalar'), [2.5])
    assert.deepEqual(await numbers(state, 'empty'), [])
    assert.deepEqual(await numbers(state, 'half'), [1.5, -2])
    const [one, two, large] = await numbers(state, 'brain')
    assert.deepEqual([one, two], [1.5, -2])
    assert.ok(Math.abs(large! / 3e38 - 1) < 0.01)
    assert.deepEqual(await numbers(state, 'double'), [1e-300])
    assert.deepEqual(await numbers(state, 'long'), [-1, 2 ** 40])
    assert.deepEqual(await numbers(state, 'int'), [-7])
    assert.deepEqual(await numbers(state, 'short'), [-300])
    assert.deepEqual(await numbers(state, 'char'), [-3])
    assert.deepEqual(await numbers(state, 'byte'), [255])
    assert.deepEqual(await numbers(state, 'bool'), [1, 0])
    const of = (name: string) => state.tensors.find((tensor) => tensor.name === name)!.storage
    assert.equal(of('whole'), of('transposed'))
    assert.notEqual(of('whole'), of('half'))
  }
})

test('a checkpoint is a tree of tensors and plain values', async () => {
  const state = await readTorchState(await fixtureSource('checkpoint.pt'))
  const names = state.tensors.map(({ name }) => name)
  assert.ok(names.includes('model.first.weight') && names.includes('optimizer.state.0.exp_avg'), names.join())
  const value = state.value as ReadonlyMap<string, unknown>
  assert.equal(value.get('epoch'), 3)
  assert.equal(value.get('rate'), 0.5)
  assert.deepEqual(value.get('size'), [2, 3])
  assert.equal(value.get('dtype'), 'torch.float16')
  assert.equal(value.get('device'), 'cpu')
  assert.deepEqual(value.get('history'), [0.5, [1, 2n ** 70n, null, true]])
  assert.deepEqual(value.get('raw'), Uint8Array.of(0, 255))
  assert.equal(state.tensors.find(({ name }) => name === 'parameter')!.requiresGrad, true)
})

test('a report lists the tensors, and the same numbers once', async () => {
  for (const name of ['state-dict.pt', 'legacy.pt']) {
    const report = await inspectFile(name, await fixtureSource(name))
    assert.ok(report.format === 'pytorch' && 'tensors' in report)
    assert.equal(report.parameterCount, 23)
    assert.deepEqual(report.dtypes, { float32: 4 })
    assert.deepEqual(
      report.tensors.map(({ name, shape }) => [name, shape]),
      [
        ['first.weight', [3, 4]],
        ['first.bias', [3]],
        ['second.weight', [2, 3]],
        ['second.bias', [2]],
      ],
    )
  }
  const tied = zipFile([
    {
      name: 'a/data.pkl',
      content: dictOf([
        ['x', tensorOf('0', 4, '(I4\nt', '(I1\nt')],
        ['y', tensorOf('0', 4, '(I4\nt', '(I1\nt')],
      ]),
    },
    { name: 'a/data/0', content: new Uint8Array(16) },
  ])
  const report = await inspectFile('tied.pt', bytesSource(tied))
  assert.ok('tensors' in report)
  assert.deepEqual([report.tensors.length, report.parameterCount], [2, 4])
})

test('what is no tensor and no plain container is refused by name', async () => {
  const refusals = {
    'whole-model.pt': '__torch__|torch.nn.modules',
    'mixed.pt': 'torch.serialization._get_layout',
    'hostile.pt': 'os.system',
    'script.pt': '__torch__',
  }
  for (const [name, what] of Object.entries(refusals)) {
    const error = await assertRefused(readTorchState(await fixtureSource(name)), new RegExp(what))
    assert.equal(error.field, 'pickle')
  }
  const report = await inspectFile('whole-model.pt', await fixtureSource('whole-model.pt'))
  assert.ok('refused' in report && report.refused?.includes('torch.nn.modules'))
})

test('every hostile pickle is refused, and nothing of it runs', async () => {
  const folder = new URL('../fixtures/pickles/', import.meta.url)
  for (const name of await readdir(folder)) {
    // Harmless ones, and those whose first value is.
    if (/^(plain|buffers|concatenated|after-stop|two-results|changes)/.test(name)) continue
    const content = await fixture(`pickles/${name}`)
    const archive = bytesSource(zipFile([{ name: 'a/data.pkl', content }]))
    await assertRefused(readTorchState(archive), /./)
  }
})

test('tensors that reach past their storage are lies', async () => {
  const archive = (pickle: string, bytes = 16) =>
    bytesSource(
      zipFile([
        { name: 'a/data.pkl', content: pickle },
        { name: 'a/data/0', content: new Uint8Array(bytes) },
      ]),
    )
  const one = (...args: Parameters<typeof tensorOf>) => dictOf([['w', tensorOf(...args)]])
  const read = (pickle: string, bytes?: number) => readTorchState(archive(pickle, bytes))
  assert.equal((await read(one('0', 4, '(I4\nt', '(I1\nt'))).tensors.length, 1)
  await assertRefused(read(one('0', 4, '(I5\nt', '(I1\nt')), 'past the 16 bytes')
  await assertRefused(read(one('0', 4, '(I2\nt', '(I4\nt')), 'past the 16 bytes')
  await assertRefused(read(one('0', 4, '(I4\nt', '(I1\nt', 1)), 'past the 16 bytes')
  await assertRefused(read(one('0', 5, '(I4\nt', '(I1\nt')), 'has 16 bytes, not the 20')
  await assertRefused(read(one('1', 4, '(I4\nt', '(I1\nt')), 'is not in the archive')
  await assertRefused(read(one('0', 4, '(I-1\nt', '(I1\nt')), 'that are none')
  await assertRefused(read(one('0', 4, '(I4\nI1\nt', '(I1\nt')), 'that are none')
  // One element, a billion billion times: listed, never gathered.
  const vast = await read(one('0', 4, '(I1000000000\nI1000\nt', '(I0\nI0\nt'))
  await assertRefused(vast.read(vast.tensors[0]!), 'at most')
  await assertRefused(
    readTorchState(
      bytesSource(
        zipFile([
          { name: 'a/data.pkl', content: 'N.' },
          { name: 'a/byteorder', content: 'big' },
        ]),
      ),
    ),
    'byte order',
  )
})

test('containers that unfold without end are refused', async () => {
  const pickled = (content: string) => bytesSource(zipFile([{ name: 'a/data.pkl', content }]))
  await assertRefused(readTorchState(pickled('(lp0\ng0\na.')), 'nest deeper')
  // Each list holds the one before twice.
  const laughs = Array.from({ length: 40 }, (_, i) => `(g${i}\ng${i}\nlp${i + 1}\n`).join('')
  await assertRefused(readTorchState(pickled(`(lp0\n${laughs}.`)), 'unfold to too many')
  await assertRefused(readTorchState(pickled(`${'('.repeat(2_000_000)}.`)), 'stack is deeper')
  await assertRefused(readTorchState(pickled(`${')0'.repeat(1_100_000)}N.`)), 'makes more than')
})

test('reading one tensor of a huge file reads that tensor', async () => {
  const whole = await fixture('state-dict.pt')
  const source = hugeSource(whole.byteLength, [[0, whole]])
  const state = await readTorchState(source)
  source.bytesRead = 0
  await state.read(state.tensors[3]!)
  assert.equal(source.bytesRead, 8)
})

test('no cut and no change does worse than a FormatError', async () => {
  for (const name of ['views.pt', 'views-legacy.pt', 'checkpoint.pt']) {
    const whole = await fixture(name)
    const read = async (source: Parameters<typeof readTorchState>[0]) => {
      const state = await readTorchState(source)
      for (const tensor of state.tensors) await state.read(tensor)
    }
    await assertTruncations(whole, read)
    await assertMutations(whole, read, 150)
  }
})

test('arrays written to an archive are read back', async () => {
  const file = writeNpz({
    x: { dtype: 'float32', shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) },
    größe: { dtype: 'int64', shape: [], data: BigInt64Array.of(-5n) },
  })
  const read = await openTensors(bytesSource(file))
  assert.equal(read.format, 'npz')
  assert.deepEqual(await read.read('x'), {
    dtype: 'float32',
    shape: [2, 2],
    data: Float32Array.of(1, 2, 3, 4),
  })
  assert.deepEqual(Array.from((await read.read('größe')).data, Number), [-5])
})

test('tensors of any file are opened alike', async () => {
  const state = await openTensors(await fixtureSource('views.pt'))
  assert.equal(state.format, 'pytorch')
  assert.deepEqual(Array.from((await state.read('tail')).data, Number), [7, 8, 9, 10, 11])
  assert.equal((await state.readRows('whole', 2, 4))!.byteLength, 8)
  assert.equal(state.readRows('transposed', 0, 1), undefined)
  const arrays = await openTensors(await fixtureSource('arrays.npz'))
  assert.deepEqual(Array.from((await arrays.read('labels')).data, Number), [0, 1, 2, 3, 4, 5, 6])
  const fortran = await openTensors(await fixtureSource('fortran.npy'))
  assert.deepEqual(Array.from((await fortran.read('array')).data, Number), [0, 1, 2, 3, 4, 5])
  const big = await openTensors(await fixtureSource('big-endian.npy'))
  assert.deepEqual(Array.from((await big.read('array')).data, Number), [0, 1, 2])
  await assertRefused(arrays.read('nothing'), 'there is no tensor "nothing", but "weights", "labels"')
  await assertRefused(openTensors(bytesSource(bytesOf('just a text'))), 'no safetensors')
  await assertRefused((await openTensors(await fixtureSource('objects.npz'))).read('items'), 'no numbers')
})

/** A float32 tensor in a pickle of protocol 0. */
function tensorOf(key: string, elements: number, shape: string, strides: string, offset = 0): string {
  const id = `((S'storage'\nctorch\nFloatStorage\nS'${key}'\nS'cpu'\nI${elements}\ntQ`
  return `ctorch._utils\n_rebuild_tensor_v2\n${id}I${offset}\n${shape}${strides}I00\nNtR`
}

function dictOf(entries: readonly (readonly [string, string])[]): string {
  return `(d${entries.map(([name, value]) => `S'${name}'\n${value}s`).join('')}.`
}

test('a safetensors header whose length begins like a pickle is no pickle', async () => {
  // Padded to 128 bytes: the file begins 0x80 0x00, as a pickle of protocol 0 would.
  for (let length = 1; length < 80; length++) {
    const tensors = {
      [`${'x'.repeat(length)}`]: { dtype: 'uint8', shape: [1], data: Uint8Array.of(7) },
    } as const
    const bytes = writeSafetensors(tensors)
    assert.equal((await inspectFile('model.safetensors', bytesSource(bytes))).format, 'safetensors')
    assert.equal((await openTensors(bytesSource(bytes))).format, 'safetensors')
  }
})

test("Node's Buffers, whose slices are views of a pool, are read like other bytes", async () => {
  const bytes = Buffer.from(await fixture('checkpoint.pt'))
  const state = await readTorchState(bytesSource(bytes.subarray(0)))
  assert.equal((await numbers(state, 'parameter'))[0], 1)
})
