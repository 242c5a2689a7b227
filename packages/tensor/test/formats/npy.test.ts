import assert from 'node:assert/strict'
import test from 'node:test'
import { bytesSource, readNpy, readNpz, writeNpy } from '../../src/formats/index.ts'
import {
  assertMutations,
  assertRefused,
  assertTruncations,
  bytesOf,
  fixture,
  fixtureSource,
  hugeSource,
  u16,
  u32,
} from './sources.ts'

const HEAD = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59)
const npy = (header: string, dataBytes = 0) =>
  bytesOf(HEAD, 1, 0, u16(header.length), header, new Uint8Array(dataBytes))
const readText = (header: string, dataBytes = 0) => readNpy(bytesSource(npy(header, dataBytes)))
const refuse = (header: string, text: string, dataBytes = 0) =>
  assertRefused(readText(header, dataBytes), text)

test('what NumPy wrote is read', async () => {
  const read = async (name: string) => readNpy(await fixtureSource(name))
  assert.deepEqual(await read('float32.npy'), {
    version: 1,
    dtype: 'float32',
    byteOrder: 'little',
    elementBytes: 4,
    hasObjects: false,
    isFortranOrder: false,
    shape: [2, 3],
    offset: 128,
    bytes: 24,
  })
  const fortran = await read('fortran.npy')
  assert.deepEqual([fortran.dtype, fortran.isFortranOrder, fortran.shape], ['int64', true, [2, 3]])
  const big = await read('big-endian.npy')
  assert.deepEqual([big.dtype, big.byteOrder], ['float64', 'big'])
  const scalar = await read('scalar.npy')
  assert.deepEqual([scalar.dtype, scalar.shape, scalar.bytes], ['float16', [], 2])
  const structured = await read('structured.npy')
  assert.deepEqual([structured.dtype, structured.elementBytes], ['structured', 4 + 12 + 20])
  const objects = await read('objects.npy')
  assert.deepEqual([objects.dtype, objects.hasObjects, objects.shape], ['object', true, [2]])
  assert.equal((await read('version3.npy')).version, 3)
})

test('what is written is what NumPy writes, byte for byte', async () => {
  assert.deepEqual(
    writeNpy('float32', [2, 3], Float32Array.of(0, 1, 2, 3, 4, 5)),
    await fixture('float32.npy'),
  )
})

test('every dtype that NumPy has is written and read back', async () => {
  for (const [dtype, bytes] of [
    ['bool', 1],
    ['uint8', 1],
    ['int16', 2],
    ['float16', 2],
    ['uint64', 8],
    ['complex128', 16],
  ] as const) {
    for (const shape of [[], [3], [2, 0, 4], [2, 3]]) {
      const size = shape.reduce((product, dimension) => product * dimension, bytes)
      const header = await readNpy(bytesSource(writeNpy(dtype, shape, new Uint8Array(size))))
      assert.deepEqual(
        [header.dtype, header.shape, header.bytes, header.offset % 64],
        [dtype, shape, size, 0],
      )
    }
  }
  assert.throws(() => writeNpy('bfloat16', [1], new Uint16Array(1)), /NumPy has no dtype bfloat16/)
  assert.throws(
    () => writeNpy('float32', [2], new Float32Array(1)),
    /4 bytes given but float32 \[2\] needs 8/,
  )
})

test('an array must be as long as its header says', async () => {
  const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }\n"
  await readText(header, 12)
  await refuse(header, 'header says float32 [3], which needs 12 bytes, but 11 follow', 11)
  await refuse(header, 'but 13 follow', 13)
  const huge = "{'descr': '<f4', 'fortran_order': False, 'shape': (9007199254740991, 9007199254740991)}"
  await refuse(huge, 'more elements than any file')
})

test('the header of a 100 GB array costs one read', async () => {
  const head = npy("{'descr': '|u1', 'fortran_order': False, 'shape': (100000000000,)}")
  const source = hugeSource(head.byteLength + 100_000_000_000, [[0, head]])
  assert.equal((await readNpy(source)).bytes, 100_000_000_000)
  assert.ok(source.bytesRead < 10_000)
})

test('old spellings of Python are understood', async () => {
  const { shape } = await readText("{'shape': (2L, 3L), 'fortran_order': False, 'descr': '<i1'}  \n", 6)
  assert.deepEqual(shape, [2, 3])
  const { elementBytes } = await readText(
    "{'descr': [(('title', 'a'), '<M8[ns]'), ('b', [('c', '|S3')], 2)], 'fortran_order': False, 'shape': ()}",
    14,
  )
  assert.equal(elementBytes, 14)
})

test('nothing but a plain literal is a header', async () => {
  const dict = (shape: string, descr = "'<f4'") =>
    `{'descr': ${descr}, 'fortran_order': False, 'shape': ${shape}}`
  for (const shape of [
    '(3)',
    '3',
    '(-1,)',
    '(1.0,)',
    '(True,)',
    "('3',)",
    '(3,,)',
    '(1 2)',
    '(__import__,)',
    '(1+1,)',
    '(99999999999999999,)',
    '(1,',
  ]) {
    await refuse(dict(shape), 'npy: ', 12)
  }
  await refuse(dict("(__import__('os').system('x'),)"), 'no literal')
  await refuse(dict('()', "'\\x3cf4'"), 'escape')
  for (const descr of [
    "'<f3'",
    "'f'",
    "'<f99999999999'",
    "'toString'",
    '[]x',
    "[('a',)]",
    "[(1, '<f4')]",
    "{'a': 1}",
    'None',
    "[('a', '<f4', (-1,))]",
  ]) {
    await refuse(dict('()', descr), 'npy: ', 4)
  }
  await refuse("{'descr': '<f4', 'fortran_order': 0, 'shape': ()}", 'neither True nor False', 4)
  await refuse("{'descr': '<f4', 'shape': ()}", 'must say descr, fortran_order and shape', 4)
  await refuse("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': ()}", 'repeats', 4)
  await refuse(dict('()') + dict('()'), 'goes on after its end')
  await refuse(dict(`${'('.repeat(100)}`), 'nests deeper')
  await refuse(dict(`(${'1,'.repeat(65)})`), 'at most 64 sizes')
  await refuse('', 'no literal')
})

test('versions and lengths that lie are refused', async () => {
  const read = (...parts: (number | string | Uint8Array)[]) => readNpy(bytesSource(bytesOf(HEAD, ...parts)))
  await assertRefused(read(4, 0, u16(0)), 'version says 4.0')
  await assertRefused(read(1, 1, u16(0)), 'version says 1.1')
  await assertRefused(read(2, 0, u32(2 ** 31)), 'at most 65536')
  await assertRefused(read(1, 0, u16(500)), 'the file ends')
  await assertRefused(readNpy(bytesSource(new Uint8Array(10))), 'does not begin with')
})

test('no cut and no change of an array does worse than a FormatError', async () => {
  await assertTruncations(await fixture('float32.npy'), readNpy)
  for (const name of ['structured.npy', 'version3.npy']) await assertMutations(await fixture(name), readNpy)
})

test('archives of arrays are read, packed or not', async () => {
  const arrays = await readNpz(await fixtureSource('arrays.npz'))
  assert.deepEqual(
    arrays.map(({ name, header }) => [name, header.dtype, header.shape]),
    [
      ['weights', 'float32', [4, 5]],
      ['labels', 'int64', [7]],
    ],
  )
  const packed = await readNpz(await fixtureSource('packed.npz'))
  assert.deepEqual(
    packed.map(({ name, header }) => [name, header.dtype, header.shape, header.bytes]),
    [
      ['zeros', 'float32', [1000, 100], 400_000],
      ['text', 'unicode', [2], 16],
    ],
  )
  await assertRefused(readNpz(await fixtureSource('plain.zip')), 'is no .npy file')
})

test('no cut and no change of an archive of arrays does worse than a FormatError', async () => {
  for (const name of ['arrays.npz', 'packed.npz']) {
    await assertTruncations(await fixture(name), readNpz)
    await assertMutations(await fixture(name), readNpz)
  }
})
