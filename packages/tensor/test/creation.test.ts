import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  arange,
  compile,
  concat,
  defaultEngine,
  dropout,
  eye,
  full,
  linspace,
  manualSeed,
  ones,
  rand,
  randint,
  randn,
  randperm,
  type Tensor,
  TensorError,
  tensor,
  uniform,
  variable,
} from '../src/index.ts'
import { threefry } from '../src/random/threefry.ts'

test('random bits are those of the published generator', () => {
  // Known answers of Random123's Threefry-2x32 with 20 rounds.
  const known = [
    [
      [0, 0],
      [0, 0],
      [0x6b200159, 0x99ba4efe],
    ],
    [
      [-1, -1],
      [-1, -1],
      [0x1cb996fc, 0xbb002be7],
    ],
    [
      [0x243f6a88, 0x85a308d3],
      [0x13198a2e, 0x03707344],
      [0xc4923a9c, 0x483df7a0],
    ],
  ] as const
  for (const [counter, [key0, key1], expected] of known) {
    const block = Int32Array.from(counter)
    threefry(block, key0, key1)
    assert.deepEqual(
      [...block].map((word) => word >>> 0),
      expected,
    )
  }
})

test('the same seed gives the same numbers, another or the next draw gives others', async () => {
  manualSeed(3)
  const [a, b] = [await randn([50]).read(), await randn([50]).read()]
  manualSeed(3)
  assert.deepEqual(await randn([50]).read(), a)
  assert.notDeepEqual(a, b)
  manualSeed(4)
  assert.notDeepEqual(await randn([50]).read(), a)
  // Pinned: they must not change from version to version, or from machine to machine.
  manualSeed(1)
  assert.deepEqual(await randint(0, 1000, [6]).tolist(), [774, 365, 367, 647, 721, 63])
})

test('random numbers have the distribution asked for', async () => {
  manualSeed(0)
  const moments = async (x: ReturnType<typeof randn>) =>
    [await x.mean().item(), await x.std().item()] as const
  const [mean, std] = await moments(randn([20_000]))
  assert(Math.abs(mean) < 0.03 && Math.abs(std - 1) < 0.03, `${mean} ${std}`)
  const [middle, width] = await moments(uniform([20_000], -2, 4))
  assert(Math.abs(middle - 1) < 0.05 && Math.abs(width - 6 / Math.sqrt(12)) < 0.05, `${middle} ${width}`)
  const whole = (await randint(2, 5, [1000]).tolist()) as number[]
  assert.deepEqual([...new Set(whole)].sort(), [2, 3, 4])
  const order = (await randperm(40).tolist()) as number[]
  assert.deepEqual(
    order.toSorted((a, b) => a - b),
    Array.from({ length: 40 }, (_, i) => i),
  )
  assert.notDeepEqual(
    order,
    order.toSorted((a, b) => a - b),
  )
  const kept = (await dropout(ones([10_000]), 0.25).tolist()) as number[]
  assert.deepEqual([...new Set(kept.map((v) => v.toFixed(4)))].sort(), ['0.0000', '1.3333'])
  assert(Math.abs(kept.filter((v) => v > 0).length / 10_000 - 0.75) < 0.02)
})

test('a compiled step draws anew at every run', async () => {
  const draw = compile(() => rand([4]))
  const [a, b] = [await (await draw()).tolist(), await (await draw()).tolist()]
  assert.notDeepEqual(a, b)
})

test('tensors from numbers, arrays, booleans, bigints and typed arrays', async () => {
  assert.deepEqual(tensor([[1, 2, 3]]).shape, [1, 3])
  assert.equal(tensor(1.5).dtype, 'float32')
  assert.equal(tensor([true, false]).dtype, 'bool')
  assert.equal(tensor([1n, 2n]).dtype, 'int64')
  assert.deepEqual(await tensor([1.7, -1.7], { dtype: 'int32' }).tolist(), [1, -1])
  assert.deepEqual(tensor(new Float64Array(6), { shape: [2, 3] }).dtype, 'float64')
  assert.deepEqual(await tensor([]).tolist(), [])
  assert.deepEqual(await tensor([[], []]).add(1).tolist(), [[], []])
  assert.throws(() => tensor([[1], [1, 2]]), TensorError)
  assert.throws(() => tensor([1, [2]] as never), TensorError)
  assert.throws(() => tensor(new Float32Array(5), { shape: [2, 3] }), /5 elements do not fill \[2, 3\]/)
})

test('float16 is stored, moved and read as the numbers it is', async () => {
  const half = tensor([1.5, -2]).to('float16')
  assert.deepEqual(await half.read(), Float16Array.of(1.5, -2))
  assert.deepEqual(await half.reshape([2, 1]).tolist(), [[1.5], [-2]])
  assert.deepEqual(await variable(half).tolist(), [1.5, -2])
  const [kept] = [await compile((x: Tensor) => x.to('float16'))(tensor([0.25]))]
  assert.deepEqual(await kept!.tolist(), [0.25])
  assert.deepEqual(await concat([kept!, half]).to('float32').tolist(), [0.25, 1.5, -2])
  assert.throws(() => half.add(1), /no float16 kernel/)
})

test('ranges, identities, constants', async () => {
  assert.deepEqual(await arange(2, 8, 2).tolist(), [2, 4, 6])
  assert.equal(arange(3).dtype, 'int64')
  assert.deepEqual(await arange(0, 1, 0.25).tolist(), [0, 0.25, 0.5, 0.75])
  assert.deepEqual(await arange(3, 0, -1).tolist(), [3, 2, 1])
  assert.deepEqual(await linspace(0, 1, 3).tolist(), [0, 0.5, 1])
  assert.deepEqual(await eye(2, 3).tolist(), [
    [1, 0, 0],
    [0, 1, 0],
  ])
  assert.deepEqual(await full([2], 7, { dtype: 'int64' }).tolist(), [7, 7])
})

test('element types promote as PyTorch has it', () => {
  const int = tensor([1n])
  const float = tensor([1])
  assert.equal(int.add(float).dtype, 'float32')
  assert.equal(int.add(2).dtype, 'int64')
  assert.equal(int.add(0.5).dtype, 'float32')
  assert.equal(int.div(2).dtype, 'float32')
  assert.equal(float.add(tensor(1, { dtype: 'float64' })).dtype, 'float32')
  assert.equal(float.add(tensor([1], { dtype: 'float64' })).dtype, 'float64')
  assert.equal(tensor([true]).mul(tensor(2.5)).dtype, 'float32')
  assert.equal(tensor([1], { dtype: 'int32' }).sum().dtype, 'int64')
  assert.equal(tensor([true, true]).sum().dtype, 'int64')
})

test.after(() => defaultEngine().close())
