import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { writeNpy } from '@nodeyard/tensor/formats'
import { encode } from 'fast-png'
import { readNpyTensor } from '../../src/invoke/npy-tensor.ts'
import { pngTensor } from '../../src/invoke/png-tensor.ts'
import { toNested, toWire } from '../../src/invoke/tensor.ts'

const DIGITS = new URL('../../../../examples/digits/', import.meta.url)

/** 3 × 2 pixels, in colour. */
const COLOUR = {
  width: 3,
  height: 2,
  channels: 3,
  data: Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 51, 102, 153),
}

test('a picture of a digit becomes the request that the example ships', async () => {
  const { input } = JSON.parse(await readFile(new URL('requests/seven.json', DIGITS), 'utf8'))
  const png = await readFile(new URL('images/7-1.png', DIGITS))
  const tensor = pngTensor(png, { dtype: 'float32', shape: ['batch', 1, 28, 28] })
  assert.deepEqual(tensor.shape, [1, 1, 28, 28])
  // The request was written with three decimals.
  const sent = input.image.flat(3) as number[]
  assert.equal(sent.length, 784)
  sent.forEach((value, i) => {
    assert.ok(Math.abs(value - Number(tensor.data[i])) <= 0.0005001, `element ${i}`)
  })
})

test('the layout is the one that the shape shows', () => {
  const png = encode(COLOUR)
  const take = (shape: (number | string | null)[], dtype = 'uint8') => pngTensor(png, { dtype, shape })
  const planes = [
    [255, 0, 0, 0, 255, 51],
    [0, 255, 0, 0, 255, 102],
    [0, 0, 255, 0, 255, 153],
  ].flat()
  assert.deepEqual([...take(['n', 3, 2, 3]).data], planes)
  assert.deepEqual(take([null, null, null, null]).shape, [1, 3, 2, 3])
  assert.deepEqual([...take([3, 2, 3]).data], planes)
  assert.deepEqual([...take(['n', 2, 3, 3]).data], [...COLOUR.data])
  assert.deepEqual(take([2, 'w', 3]).shape, [2, 3, 3])
  // Grey, by the usual weights.
  const grey = [76, 150, 29, 0, 255, 93]
  assert.deepEqual([...take([2, 3]).data], grey)
  assert.deepEqual([...take(['n', 1, 2, 3]).data], grey)
  const floats = take([3, 2, 3], 'float32').data as Float32Array
  assert.deepEqual(
    floats,
    Float32Array.from(planes, (value) => value / 255),
  )
  assert.equal((take([3, 2, 3], 'float16').data as Float16Array).constructor, Float16Array)
})

test('a picture that does not fit is refused with what it is and what is wanted', () => {
  const png = encode(COLOUR)
  const refuse = (spec: { dtype: string; shape: (number | string | null)[] }, message: RegExp) =>
    assert.throws(() => pngTensor(png, spec), message)
  refuse(
    { dtype: 'float32', shape: [null, 1, 28, 28] },
    /picture is 3 × 2; the model takes float32\[\?, 1, 28, 28\]/,
  )
  refuse({ dtype: 'int64', shape: [null, 1, 2, 3] }, /floats or uint8; the model takes int64/)
  refuse({ dtype: 'float32', shape: ['batch', 768] }, /picture is 3 × 2/)
  refuse({ dtype: 'float32', shape: [4] }, /a picture does not fit/)
  refuse({ dtype: 'float32', shape: [1, 5, 2, null] }, /1 or 3 channels/)
  assert.throws(() => pngTensor(Buffer.from('GIF89a'), { dtype: 'float32', shape: [2, 3] }), /no PNG/)
  assert.throws(() => pngTensor(png.subarray(0, 40), { dtype: 'float32', shape: [2, 3] }), /no PNG/)
})

test('grey of few bits, of sixteen, with transparency, and palettes', () => {
  const one = encode({
    width: 3,
    height: 2,
    depth: 1,
    channels: 1,
    data: Uint8Array.of(0b10100000, 0b01000000),
  })
  assert.deepEqual([...pngTensor(one, { dtype: 'float32', shape: [2, 3] }).data], [1, 0, 1, 0, 1, 0])
  const sixteen = encode({ width: 2, height: 1, depth: 16, channels: 1, data: Uint16Array.of(65535, 13107) })
  assert.deepEqual([...pngTensor(sixteen, { dtype: 'float64', shape: [1, 2] }).data], [1, 0.2])
  const opaque = encode({ width: 2, height: 1, channels: 2, data: Uint8Array.of(51, 255, 102, 255) })
  assert.deepEqual([...pngTensor(opaque, { dtype: 'uint8', shape: [1, 2] }).data], [51, 102])
  const clear = encode({ width: 2, height: 1, channels: 2, data: Uint8Array.of(51, 255, 102, 0) })
  assert.throws(() => pngTensor(clear, { dtype: 'uint8', shape: [1, 2] }), /partly transparent/)
})

test('an array of NumPy becomes a tensor, and comes back as nested arrays', async () => {
  const npy = writeNpy('float32', [2, 2], Float32Array.of(1, 2, 3, Number.NaN))
  const tensor = await readNpyTensor(npy)
  assert.deepEqual([tensor.dtype, tensor.shape], ['float32', [2, 2]])
  assert.deepEqual(toNested(toWire(tensor)), [
    [1, 2],
    [3, 'NaN'],
  ])
  const integers = await readNpyTensor(writeNpy('int64', [2], BigInt64Array.of(5n, 2n ** 60n)))
  assert.deepEqual(toNested(toWire(integers)), [5, '1152921504606846976'])
  assert.deepEqual(toNested({ dtype: 'bool', shape: [], data: Buffer.of(1).toString('base64') }), true)
  assert.deepEqual(toNested({ dtype: 'string', shape: [1, 2], data: ['a', 'b'] }), [['a', 'b']])
  await assert.rejects(readNpyTensor(Buffer.from('no')), /npy/)
})
