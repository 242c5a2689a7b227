import assert from 'node:assert/strict'
import test from 'node:test'
import { bytesSource, readGguf } from '../../src/formats/index.ts'
import { GgufFile } from './gguf-files.ts'
import {
  assertMutations,
  assertRefused,
  assertTruncations,
  bytesOf,
  hugeSource,
  u32,
  u64,
} from './sources.ts'

const F32 = 0
const Q4_K = 12
const UINT32 = 4
const ARRAY = 9

const read = (bytes: Uint8Array) => readGguf(bytesSource(bytes))

const small = (version: number) =>
  new GgufFile(version)
    .header(2, 4)
    .text('general.architecture', 'llama')
    .entry('general.alignment', UINT32, u32(32))
    .entry('llama.huge', 10, u64(2n ** 63n))
    .entry('flag', 7, Uint8Array.of(1))
    .tensor('blk.0.weight', [256, 2], Q4_K, 0)
    .tensor('norm', [3], F32, 288)
    .bytes(300)

test('versions 1 to 3 are read, with shapes outermost first', async () => {
  for (const version of [1, 2, 3]) {
    const header = await read(small(version))
    assert.equal(header.version, version)
    assert.deepEqual(header.metadata, {
      'general.architecture': 'llama',
      'general.alignment': 32,
      'llama.huge': '9223372036854775808',
      flag: true,
    })
    const [weight, norm] = header.tensors
    assert.deepEqual(
      [weight?.dtype, weight?.dims, weight?.shape, weight?.bytes],
      ['Q4_K', [256, 2], [2, 256], 288],
    )
    assert.equal(weight?.offset, header.dataOffset)
    assert.deepEqual([norm?.dtype, norm?.shape, norm?.bytes], ['float32', [3], 12])
    assert.equal(header.parameterCount, 515)
    assert.deepEqual(header.dtypes, { Q4_K: 1, float32: 1 })
  }
})

test('big-endian files are read', async () => {
  const swap = (bytes: Uint8Array) => bytes.toReversed()
  const header = await read(
    bytesOf(
      'GGUF',
      swap(u32(3)),
      swap(u64(0)),
      swap(u64(1)),
      swap(u64(1)),
      'n',
      swap(u32(UINT32)),
      swap(u32(7)),
    ),
  )
  assert.equal(header.littleEndian, false)
  assert.deepEqual(header.metadata, { n: 7 })
})

test('short arrays are kept, long ones summed up', async () => {
  const floats = bytesOf(u32(6), u64(100_000), new Uint8Array(400_000))
  const file = new GgufFile().header(0, 4).entry('short', ARRAY, u32(UINT32), u64(2), u32(5), u32(6))
  file.entry('tokens', ARRAY, u32(8), u64(1000))
  for (let index = 0; index < 1000; index++) file.string(`token ${index}`)
  file.entry('scores', ARRAY, floats)
  file.entry('nested', ARRAY, u32(ARRAY), u64(2), u32(UINT32), u64(1), u32(1), u32(UINT32), u64(0))
  const { metadata } = await read(file.bytes())
  assert.deepEqual(metadata.short, [5, 6])
  assert.deepEqual(metadata.scores, { type: 'float32', length: 100_000, first: Array(8).fill(0) })
  assert.deepEqual(metadata.tokens, {
    type: 'string',
    length: 1000,
    first: Array.from({ length: 8 }, (_, index) => `token ${index}`),
  })
  assert.deepEqual(metadata.nested, [[1], []])
})

test('a huge text is passed over, not kept', async () => {
  const text = 'x'.repeat(70_000)
  const { metadata } = await read(new GgufFile().header(0, 2).text('long', text).text('short', 'y').bytes())
  assert.deepEqual(metadata, { long: { type: 'string', length: 70_000, first: [] }, short: 'y' })
})

test('the header of a 100 GB file costs a few reads', async () => {
  const header = new GgufFile().header(1, 0).tensor('w', [25_000_000_000], F32, 0).bytes()
  const source = hugeSource(header.byteLength + 100_000_000_000, [[0, header]])
  assert.equal((await readGguf(source)).parameterCount, 25_000_000_000)
  assert.ok(source.bytesRead < 10_000)
})

test('a header that lies is refused, and the message says where', async () => {
  const one = (dims: (number | bigint)[], type: number, offset: number | bigint, data = 64) =>
    read(new GgufFile().header(1, 0).tensor('w', dims, type, offset).bytes(data))
  await assertRefused(
    one([17], F32, 0),
    'tensor "w" (float32 [17]) needs 68 bytes at 64, but the file ends at 128',
  )
  await assertRefused(one([16], F32, 32), 'but the file ends at')
  await assertRefused(one([16], F32, 4), 'not a multiple of 32')
  await assertRefused(one([16], F32, 2n ** 63n), 'which no file can hold')
  await assertRefused(one([2n ** 40n, 2n ** 40n], F32, 0), 'more elements than any file')
  await assertRefused(one([16], 4, 0), 'unknown ggml type 4')
  await assertRefused(one([100], Q4_K, 0), 'rows of 100 elements, but Q4_K comes in blocks of 256')
  await assertRefused(one([1, 1, 1, 1, 1, 1, 1, 1, 1], F32, 0), '9 dimensions')
  const two = (a: string, b: string, at: number) =>
    read(new GgufFile().header(2, 0).tensor(a, [16], F32, 0).tensor(b, [16], F32, at).bytes(256))
  await two('a', 'b', 64)
  await assertRefused(two('a', 'b', 32), 'overlaps "a"')
  await assertRefused(two('a', 'a', 64), 'appears twice')
})

test('metadata that lies is refused', async () => {
  const entry = (type: number, ...value: Uint8Array[]) =>
    read(
      new GgufFile()
        .header(0, 1)
        .entry('k', type, ...value)
        .bytes(),
    )
  await assertRefused(entry(13), 'unknown value type 13')
  await assertRefused(entry(7, Uint8Array.of(2)), 'a bool is 2')
  await assertRefused(entry(8, u64(2n ** 60n)), 'which no file can hold')
  await assertRefused(entry(8, u64(1_000_000)), 'the file ends')
  await assertRefused(entry(ARRAY, u32(UINT32), u64(2n ** 50n)), 'the file ends')
  await assertRefused(entry(ARRAY, u32(8), u64(1_000_000)), 'the file ends')
  const nest = Array.from({ length: 6 }, () => bytesOf(u32(ARRAY), u64(1)))
  await assertRefused(entry(ARRAY, ...nest), 'nests arrays deeper')
  const alignment = (type: number, value: Uint8Array) =>
    read(new GgufFile().header(0, 1).entry('general.alignment', type, value).bytes())
  await assertRefused(alignment(UINT32, u32(0)), 'power of two')
  await assertRefused(alignment(UINT32, u32(48)), 'power of two')
  await assertRefused(alignment(UINT32, u32(2 ** 31)), 'power of two')
  await assertRefused(alignment(6, u32(0x42000000)), 'power of two')
  await assertRefused(
    read(new GgufFile().header(0, 2).text('k', 'a').text('k', 'b').bytes()),
    'appears twice',
  )
})

test('counts beyond the bounds are refused at once', async () => {
  await assertRefused(read(new GgufFile().header(100_001, 0).bytes()), '100001 tensors')
  await assertRefused(read(new GgufFile().header(0, 10_001).bytes()), '10001 metadata entries')
  await assertRefused(read(new GgufFile().header(2n ** 64n - 1n, 0).bytes()), 'tensor count says')
  await assertRefused(read(bytesOf('GGUF', u32(4), u64(0), u64(0))), 'version says 4')
  await assertRefused(read(bytesOf('GGML', u32(1))), 'does not begin with GGUF')
})

test('no cut and no change of a file does worse than a FormatError', async () => {
  const whole = small(3)
  await assertTruncations(whole, readGguf)
  await assertMutations(whole, readGguf)
})
