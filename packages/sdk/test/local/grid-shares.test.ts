import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { writeOnnx } from '@nodeyard/tensor/formats'
import { type SplitModel, splitOnnx } from '../../src/grid/onnx-weights.ts'
import { joinShares, shareWeights } from '../../src/grid/secret-shares.ts'

const DIGITS = new URL('../../../../examples/digits/model/model.onnx', import.meta.url)

/** Pearson's chi-squared of bytes against uniform ones, 255 degrees of freedom. */
function chiSquared(bytes: Uint8Array): number {
  const counts = new Float64Array(256)
  for (const byte of bytes) counts[byte]!++
  const expected = bytes.length / 256
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
}

/** How two lists of bits go together: 0 for independent ones, within ±1. */
function correlation(a: BigUint64Array, b: BigUint64Array, bit: bigint): number {
  let same = 0
  for (let i = 0; i < a.length; i++) if (((a[i]! >> bit) & 1n) === ((b[i]! >> bit) & 1n)) same++
  return (2 * same) / a.length - 1
}

test('every share by itself is uniform noise, whatever the weights are', () => {
  const length = 1 << 18
  const constant = { name: 'w', shape: [length], data: new Float64Array(length).fill(0.731) }
  for (const parts of [2, 3]) {
    const shares = shareWeights([constant], parts)
    for (const share of shares) {
      const { data } = share.w!
      // 255 degrees of freedom: mean 255, deviation 22.6. Beyond 420 is one in ten billion.
      const bytes = new Uint8Array(data.buffer)
      assert.ok(chiSquared(bytes) < 420, `chi-squared ${chiSquared(bytes)}`)
      // The weights are all the same, so any dependence would show in every bit. 6 deviations.
      const next = new BigUint64Array(data.slice(1).buffer)
      for (const bit of [0n, 15n, 16n, 31n, 32n, 63n]) {
        const together = correlation(data.slice(0, -1), next, bit)
        assert.ok(Math.abs(together) < 6 / Math.sqrt(length), `bit ${bit}: ${together}`)
      }
    }
  }
})

test('all shares but one are as independent of the weights as one is', () => {
  const length = 1 << 16
  const data = Float64Array.from({ length }, (_, i) => (i % 2 ? 1 : -1))
  const signs = BigUint64Array.from({ length }, (_, i) => (i % 2 ? 0n : 1n << 63n))
  const [a, b] = shareWeights([{ name: 'w', shape: [length], data }], 3)
  const sum = BigUint64Array.from(a!.w!.data, (value, i) => BigInt.asUintN(64, value + b!.w!.data[i]!))
  for (const known of [a!.w!.data, b!.w!.data, sum]) {
    assert.ok(Math.abs(correlation(known, signs, 63n)) < 6 / Math.sqrt(length))
  }
})

test('together the shares are the weights, to 16 fractional bits', async () => {
  const { weights } = splitOnnx(new Uint8Array(await readFile(DIGITS)))
  const joined = joinShares(shareWeights(weights, 3))
  assert.deepEqual(
    joined.map(({ name, shape }) => [name, shape]),
    weights.map(({ name, shape }) => [name, shape]),
  )
  for (const [i, { data }] of weights.entries()) {
    for (const [j, value] of data.entries()) assert.ok(Math.abs(joined[i]!.data[j]! - value) <= 2 ** -17)
  }
  const extreme = { name: 'w', shape: [4], data: Float64Array.of(-1e6, 1e6, -(2 ** -16), 0) }
  assert.deepEqual(joinShares(shareWeights([extreme], 2))[0]!.data, extreme.data)
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 2 ** 40]) {
    assert.throws(
      () => shareWeights([{ name: 'w', shape: [1], data: Float64Array.of(value) }], 2),
      RangeError,
    )
  }
})

const tensor = (values: number[]) => ({
  dtype: 'float32' as const,
  shape: [values.length],
  data: Float32Array.from(values),
})

function modelWith(constant: number[]): Uint8Array {
  return writeOnnx({
    graph: {
      inputs: [{ name: 'x', dtype: 'float32', shape: [20] }],
      outputs: [{ name: 'y', dtype: 'float32', shape: [20] }],
      operations: [
        { type: 'Constant', inputs: [], outputs: ['c'], attributes: { value: { tensor: tensor(constant) } } },
        { type: 'Mul', inputs: ['x', 'c'], outputs: ['m'] },
        { type: 'Add', inputs: ['m', 'w'], outputs: ['y'] },
      ],
      initializers: { w: tensor(Array.from({ length: 20 }, (_, i) => i / 3)) },
    },
    opset: 17,
  })
}

test('nothing of the weights is left in the graph the host gets', () => {
  const model = modelWith([2])
  const { graph, weights }: SplitModel = splitOnnx(model)
  assert.deepEqual(
    weights.map(({ name }) => name),
    ['w'],
  )
  const bytes = Buffer.from(Float32Array.from({ length: 20 }, (_, i) => i / 3).buffer)
  assert.ok(Buffer.from(model).includes(bytes.subarray(4, 12)))
  assert.ok(!Buffer.from(graph).includes(bytes.subarray(4, 12)))
  assert.ok(Buffer.from(graph).includes('w'))
})

test('weights that could not be hidden are refused', () => {
  assert.throws(() => splitOnnx(modelWith(Array.from({ length: 20 }, () => 1.5))), /in the open/)
  assert.throws(() => splitOnnx(Uint8Array.of(1, 2, 3)), /not ONNX|cut short/)
})
