import assert from 'node:assert/strict'
import test from 'node:test'
import { bytesSource, readSafetensors, safetensorsPieces, writeSafetensors } from '../../src/formats/index.ts'
import { assertMutations, assertRefused, assertTruncations, bytesOf, hugeSource, u64 } from './sources.ts'

function file(header: string, dataBytes: number): Uint8Array {
  const text = new TextEncoder().encode(header)
  return bytesOf(u64(text.byteLength), text, new Uint8Array(dataBytes))
}

const read = (bytes: Uint8Array) => readSafetensors(bytesSource(bytes))
const readText = (header: string, dataBytes: number) => read(file(header, dataBytes))

const small = writeSafetensors(
  {
    bias: { dtype: 'float32', shape: [3], data: Float32Array.of(1, 2, 3) },
    weight: { dtype: 'int64', shape: [2, 2], data: BigInt64Array.of(1n, 2n, 3n, 4n) },
    flag: { dtype: 'bool', shape: [], data: Uint8Array.of(1) },
    none: { dtype: 'bfloat16', shape: [0, 7], data: new Uint16Array(0) },
  },
  { format: 'pt', 'quote"': 'line\nbreak' },
)

test('what was written is read back, with every tensor where it is', async () => {
  const { tensors, parameterCount, dtypes, metadata } = await read(small)
  assert.equal(parameterCount, 8)
  assert.deepEqual(dtypes, { int64: 1, float32: 1, bfloat16: 1, bool: 1 })
  assert.deepEqual(metadata, { format: 'pt', 'quote"': 'line\nbreak' })
  const weight = tensors.find(({ name }) => name === 'weight')!
  assert.deepEqual([weight.shape, weight.bytes, weight.dtype], [[2, 2], 32, 'int64'])
  assert.equal(weight.offset % 8, 0)
  const values = new BigInt64Array(small.buffer.slice(weight.offset, weight.offset + weight.bytes))
  assert.deepEqual([...values], [1n, 2n, 3n, 4n])
})

test('a file without tensors is read', async () => {
  assert.deepEqual(await readText('{}', 0), { tensors: [], parameterCount: 0, dtypes: {}, metadata: {} })
  assert.deepEqual((await readText('{"__metadata__":{"a":"b"}}   ', 0)).metadata, { a: 'b' })
})

test('the header of a 100 GB file costs only its own bytes', async () => {
  const elements = 25_000_000_000
  const header = `{"w":{"dtype":"F32","shape":[${elements}],"data_offsets":[0,${elements * 4}]}}`
  const text = new TextEncoder().encode(header)
  const source = hugeSource(8 + text.byteLength + elements * 4, [[0, bytesOf(u64(text.byteLength), text)]])
  assert.equal((await readSafetensors(source)).parameterCount, elements)
  assert.ok(source.bytesRead < 10_000)
})

test('eight-bit floats and elements below a byte are sized right', async () => {
  const entry = (dtype: string, shape: string, end: number) =>
    `{"w":{"dtype":"${dtype}","shape":${shape},"data_offsets":[0,${end}]}}`
  assert.equal((await readText(entry('F8_E4M3', '[3]', 3), 3)).tensors[0]?.dtype, 'float8_e4m3fn')
  assert.equal((await readText(entry('F8_E5M2', '[3]', 3), 3)).tensors[0]?.dtype, 'float8_e5m2')
  assert.equal((await readText(entry('F4', '[4]', 2), 2)).tensors[0]?.bytes, 2)
  await assertRefused(readText(entry('F4', '[3]', 2), 2), 'says 2 bytes by its offsets but F4 [3] needs 1.5')
})

test('a header that lies is refused, and the message says where', async () => {
  const lie = (fields: string, dataBytes: number) => readText(`{"w":{${fields}}}`, dataBytes)
  const error = await assertRefused(
    lie('"dtype":"F32","shape":[10,20],"data_offsets":[0,400]', 400),
    'safetensors: tensor "w" says 400 bytes by its offsets but F32 [10,20] needs 800',
  )
  assert.equal(error.format, 'safetensors')
  assert.equal(error.field, 'tensor "w".data_offsets')

  const good = '"dtype":"U8","shape":[4]'
  await assertRefused(lie(`${good},"data_offsets":[0,4]`, 3), 'ends at data byte 4 but the file has 3')
  await assertRefused(lie(`${good},"data_offsets":[0,4]`, 5), 'end at data byte 4 but the file has 5')
  await assertRefused(lie(`${good},"data_offsets":[1,5]`, 5), 'leaves a hole')
  await assertRefused(lie(`${good},"data_offsets":[4,0]`, 4), 'not [begin, end]')
  await assertRefused(lie(`${good},"data_offsets":[0,4,8]`, 4), 'more than 2 numbers')
  await assertRefused(lie(`${good}`, 4), 'must say dtype, shape and data_offsets')
  await assertRefused(lie(`${good},"data_offsets":[0,4],"extra":1`, 4), 'unknown field "extra"')
  await assertRefused(lie('"dtype":"F31","shape":[],"data_offsets":[0,4]', 4), 'unknown dtype "F31"')
  await assertRefused(lie('"dtype":"toString","shape":[],"data_offsets":[0,4]', 4), 'unknown dtype')
  for (const shape of ['[-4]', '[4.0]', '[4e0]', '[04]', '["4"]', '[1e400]', '[9007199254740993]']) {
    await assertRefused(lie(`"dtype":"U8","shape":${shape},"data_offsets":[0,4]`, 4), 'shape of tensor "w"')
  }
  const wide = `[${'4194304,'.repeat(9)}1]`
  await assertRefused(
    lie(`"dtype":"U8","shape":${wide},"data_offsets":[0,4]`, 4),
    'more elements than any file',
  )
})

test('tensors that share bytes, or names, are refused', async () => {
  const entry = (name: string, begin: number, end: number) =>
    `"${name}":{"dtype":"U8","shape":[${end - begin}],"data_offsets":[${begin},${end}]}`
  await assertRefused(
    readText(`{${entry('a', 0, 4)},${entry('b', 2, 6)}}`, 6),
    'overlaps the tensor before it',
  )
  await assertRefused(readText(`{${entry('a', 0, 4)},${entry('a', 4, 6)}}`, 6), 'appears twice')
  await assertRefused(readText(`{${entry('a', 0, 4)},${entry('\\u0061', 4, 6)}}`, 6), 'appears twice')
  assert.equal((await readText(`{${entry('b', 4, 6)},${entry('a', 0, 4)}}`, 6)).tensors[0]?.name, 'a')
})

test('only strict JSON of the right form is a header', async () => {
  const valid = '{"a":{"dtype":"U8","shape":[],"data_offsets":[0,1]}}'
  await readText(valid, 1)
  for (const header of [
    ` ${valid}`,
    `${valid}x`,
    valid.slice(0, -1),
    valid.replace(':', '='),
    `[${valid}]`,
  ]) {
    await assertRefused(readText(header, 1), /^safetensors: /)
  }
  await assertRefused(readText('{"__metadata__":{"a":1}}', 0), 'expected "')
  await assertRefused(readText('{"__metadata__":{"a":{}}}', 0), 'expected "')
  await assertRefused(readText('{"__metadata__":{"a":"1","a":"2"}}', 0), 'appears twice')
  await assertRefused(readText('{"__metadata__":{"a":"\\ud800"}}', 0), 'surrogate')
  await assertRefused(readText('{"__metadata__":{"a":"\\q"}}', 0), 'malformed escape')
  await assertRefused(readText('{"__metadata__":{"a":"\n"}}', 0), 'control character')
  await assertRefused(read(bytesOf(u64(4), '{"', 0xff, '"')), 'not valid UTF-8')
})

test('lengths beyond the file or the bound are refused before anything is read', async () => {
  for (const length of [2n ** 64n - 1n, 2n ** 53n, 100_000_001n, 1000n]) {
    const source = hugeSource(200, [[0, bytesOf(u64(length), '{}')]])
    await assertRefused(readSafetensors(source), /header/)
    assert.ok(source.bytesRead <= 200)
  }
})

test('a header of nothing but nesting or numbers costs no more than its bytes', async () => {
  for (const flood of ['{"w":'.repeat(2_000_000), `{"w":{"shape":[${'[],'.repeat(2_000_000)}`]) {
    await assertRefused(readText(flood, 0), /^safetensors: /)
  }
})

test('the writer refuses bytes that do not fit', () => {
  const data = new Float32Array(3)
  assert.throws(
    () => writeSafetensors({ w: { dtype: 'float32', shape: [4], data } }),
    /has 12 bytes but float32 \[4\] needs 16/,
  )
  assert.throws(
    () => writeSafetensors({ w: { dtype: 'string', shape: [3], data } }),
    /which the format lacks/,
  )
  assert.throws(
    () => writeSafetensors({ __metadata__: { dtype: 'float32', shape: [3], data } }),
    /may not be named/,
  )
})

test('no cut and no change of a file does worse than a FormatError', async () => {
  await assertTruncations(small, readSafetensors)
  await assertMutations(small, readSafetensors)
})

test('in pieces it is the same file, and large tensors are the given arrays', () => {
  const data = Float32Array.from({ length: 5000 }, (_, i) => i)
  const tensors = { w: { dtype: 'float32' as const, shape: [50, 100], data } }
  const pieces = safetensorsPieces(tensors, { format: 'pt' })
  assert.deepEqual(new Uint8Array(Buffer.concat(pieces)), writeSafetensors(tensors, { format: 'pt' }))
  assert.ok(pieces.some(({ buffer }) => buffer === data.buffer))
})
