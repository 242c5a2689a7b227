import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { inSlices } from '../src/engine/in-slices.ts'
import { buildModel, nameOutputs } from '../src/engine/lower.ts'
import { walk } from '../src/engine/walk.ts'
import { defineOp } from '../src/graph/define-op.ts'
import {
  batchNorm,
  compile,
  conv2d,
  defaultEngine,
  manualSeed,
  ones,
  randn,
  readAll,
  type Tensor,
  type Variable,
  variable,
  zeros,
} from '../src/index.ts'
import { convByWinograd, type Tile, tileFor } from '../src/onnx/winograd.ts'

/** Winograd's way at any size, whether or not it is the quicker one there. */
const winograd = defineOp<{ tile: Tile }>({
  name: 'winograd',
  dtypes: ['float32'],
  outputs: ([x, weight]) => [{ dtype: 'float32', shape: x!.shape.with(1, weight!.shape[0]!) }],
  onnx: (emitter, inputs, { attributes: { tile }, inputs: [x, weight] }) => {
    const [n, c, ...spatial] = x!.shape as [number, number, ...number[]]
    const sizes = { n, c, o: weight!.shape[0]!, kernel: [3, 3], spatial, places: spatial }
    return convByWinograd(emitter, inputs, sizes, tile)
  },
})

/** The farthest that one tensor's elements lie from another's, beside the largest of them. */
async function distance(actual: Tensor, expected: Tensor): Promise<number> {
  assert.deepEqual(actual.shape, expected.shape)
  const [ours, theirs] = (await readAll([actual, expected])) as [Float32Array, Float32Array]
  const largest = theirs.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return ours.reduce((most, value, i) => Math.max(most, Math.abs(value - theirs[i]!)), 0) / largest
}

test("Winograd's way gives what the direct one gives, whatever the sizes", async () => {
  const size = (max: number) => fc.integer({ min: 1, max })
  const convolutions = fc.record({
    x: fc.tuple(size(3), size(20), size(15), size(15)),
    o: size(20),
    tile: fc.constantFrom<Tile>(2, 4),
    hasBias: fc.boolean(),
    seed: fc.nat(),
  })
  await fc.assert(
    fc.asyncProperty(convolutions, async ({ x: shape, o, tile, hasBias, seed }) => {
      manualSeed(seed)
      const operands = [randn(shape), randn([o, shape[1], 3, 3]), ...(hasBias ? [randn([o])] : [])]
      const [x, weight, bias] = operands as [Tensor, Tensor, Tensor?]
      const made = winograd.apply(operands, { tile })
      assert((await distance(made, conv2d(x, weight, bias, { padding: 1 }))) < 1e-4)
    }),
    { numRuns: 60 },
  )
})

/** A block of two convolutions around which the input goes, each normalised by known statistics. */
function residual(x: Tensor, [first, second, scale, shift]: readonly Tensor[]): Tensor {
  const normal = (y: Tensor) => batchNorm(y, zeros(scale!.shape), ones(scale!.shape), scale, shift)
  const y = normal(conv2d(x, first!, undefined, { padding: 1 })).relu()
  return normal(conv2d(y, second!, undefined, { padding: 1 }))
    .add(x)
    .relu()
}

const weightsOf = (c: number): Variable[] => [
  ...[0, 1].map(() => variable(randn([c, c, 3, 3]).mul(1 / Math.sqrt(9 * c)))),
  ...[0, 1].map(() => variable(randn([c]))),
]

/** How many Conv operators a network has, with its weights frozen in the model or not. */
async function countConv(output: Tensor, isFrozen: boolean): Promise<number> {
  const walked = await inSlices(walk([output.value]))
  const held = isFrozen ? walked.inputs.filter(({ origin }) => origin.kind === 'cell') : []
  const { graph } = await inSlices(buildModel(walked, nameOutputs(walked, [output.value]), held))
  return graph.operations.filter(({ type }) => type === 'Conv').length
}

test('frozen weights are brought into it where it is quicker, and again when they change', async () => {
  manualSeed(5)
  // Tiles of 4×4, of 2×2, and none.
  for (const { shape, left } of [
    { shape: [1, 128, 28, 28], left: 0 },
    { shape: [1, 128, 14, 14], left: 0 },
    { shape: [2, 16, 28, 28], left: 2 },
  ] as const) {
    const weights = weightsOf(shape[1])
    const x = randn(shape)
    const net = (input: Tensor) => residual(input, weights)
    assert.deepEqual([await countConv(net(x), true), await countConv(net(x), false)], [left, 2])
    const [plain, frozen] = [compile(net), compile(net, { isFrozen: true })]
    assert((await distance(await frozen(x), await plain(x))) < 1e-4)
    weights[0]!.assign(weights[0]!.mul(-0.5))
    assert((await distance(await frozen(x), await plain(x))) < 1e-4)
  }
})

test('other convolutions are left as they are', () => {
  const two = (size: number) => [size, size]
  const tile = (
    c: number,
    side: number,
    other: { kernel?: number; n?: number } & Record<string, number> = {},
  ) => {
    const { kernel = 3, n = 1, stride = 1, padding = 1, dilation = 1, groups = 1 } = other
    const sizes = { n, c, o: c, kernel: two(kernel), spatial: two(side), places: two(side) }
    return tileFor(sizes, { strides: two(stride), padding: two(padding), dilations: two(dilation), groups })
  }
  assert.deepEqual([tile(64, 56), tile(128, 28), tile(256, 14), tile(512, 7)], [4, 4, 2, 2])
  assert.deepEqual(
    [{ stride: 2 }, { padding: 0 }, { dilation: 2 }, { groups: 2 }, { kernel: 5 }].map((other) =>
      tile(128, 28, other),
    ),
    Array(5).fill(undefined),
  )
  assert.deepEqual([tile(32, 56), tile(64, 14), tile(256, 7)], Array(3).fill(undefined))
  // Its tiles would take more than their share of memory.
  assert.equal(tile(128, 28, { n: 128 }), undefined)
})

test.after(() => defaultEngine().close())
