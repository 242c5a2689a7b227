/**
 * Convolutions of 3×3 with fewer multiplications, by Winograd's minimal filtering as Lavin & Gray have it (2015,
 * arXiv:1509.09308): a tile of t×t results takes (t + 2)² of them for each pair of channels instead of 9t². ONNX
 * Runtime's own kernels spend all 9t², at nine tenths of what the processor can do, so this is what is left to gain.
 */
import type { ConvAttributes } from '../graph/conv-shape.ts'
import type { Emitter } from '../graph/define-op.ts'
import type { Shape } from '../graph/shape.ts'
import type { ConvSizes } from './conv-products.ts'

type Matrix = readonly (readonly number[])[]

/** What each dimension of a tile is multiplied with: results are output · ((weight · g) ∘ (input · d)). */
const TRANSFORMS: Record<2 | 4, { input: Matrix; weight: Matrix; output: Matrix }> = {
  2: {
    input: [
      [1, 0, -1, 0],
      [0, 1, 1, 0],
      [0, -1, 1, 0],
      [0, 1, 0, -1],
    ],
    weight: [
      [1, 0, 0],
      [1 / 2, 1 / 2, 1 / 2],
      [1 / 2, -1 / 2, 1 / 2],
      [0, 0, 1],
    ],
    output: [
      [1, 1, 1, 0],
      [0, 1, -1, -1],
    ],
  },
  4: {
    input: [
      [4, 0, -5, 0, 1, 0],
      [0, -4, -4, 1, 1, 0],
      [0, 4, -4, -1, 1, 0],
      [0, -2, -1, 2, 1, 0],
      [0, 2, -1, -2, 1, 0],
      [0, 4, 0, -5, 0, 1],
    ],
    weight: [
      [1 / 4, 0, 0],
      [-1 / 6, -1 / 6, -1 / 6],
      [-1 / 6, 1 / 6, -1 / 6],
      [1 / 24, 1 / 12, 1 / 6],
      [1 / 24, -1 / 12, 1 / 6],
      [0, 0, 1],
    ],
    output: [
      [1, 1, 1, 1, 1, 0],
      [0, 1, -1, 2, -2, 0],
      [0, 1, 1, 4, 4, 0],
      [0, 1, -1, 8, -8, 1],
    ],
  },
}

export type Tile = keyof typeof TRANSFORMS

/** Numbers that the tiles of a convolution may have together: 32 MiB. */
const MOST = 2 ** 23

/** How a convolution falls into tiles: taps of each, tiles down, across and in all. */
function layOut({ n, spatial }: ConvSizes, tile: Tile) {
  const [down, across] = spatial.map((size) => Math.ceil(size / tile)) as [number, number]
  return { taps: (tile + 2) ** 2, down, across, count: n * down * across }
}

/**
 * What Winograd's way takes, in multiplications of the direct one. Fitted to 32 sizes (7×7 to 112×112, 16 to 512
 * channels, batches of 1 and 8) measured on one thread with a cold cache: its products are a little slower, weights
 * come from memory, transforming is products too, rows are copied on the way in and out, and there are twenty
 * operators to start. The rule below picks the quickest way at each of the 32. (Two threads copy no quicker: with them a
 * ResNet-18 gains 4 % as a whole, and loses 10 % where something else has had the cache between two answers.)
 */
function costOf(sizes: ConvSizes, tile: Tile): number {
  const { n, c, o, spatial } = sizes
  const { taps, count } = layOut(sizes, tile)
  const products = 1.2 * taps * count * c * o
  const weights = 9 * taps * c * o
  const transforms = 1.3 * taps * count * (taps * c + tile ** 2 * o)
  const rows = 48 * n * spatial[0]! * spatial[1]! * (c + o)
  return products + weights + transforms + rows + 4.5e6
}

/** The tile with which Winograd's way is quicker than the direct one, if there is one. */
export function tileFor(sizes: ConvSizes, attributes: ConvAttributes): Tile | undefined {
  const { n, c, o, kernel, spatial } = sizes
  const { strides, dilations, padding, groups } = attributes
  const isAll = (shape: Shape, size: number) => shape.length === 2 && shape.every((one) => one === size)
  const isPlain = groups === 1 && isAll(strides, 1) && isAll(dilations, 1)
  if (!isPlain || !isAll(kernel, 3) || !isAll(padding, 1)) return undefined
  const direct = 9 * c * o * (n * spatial[0]! * spatial[1]! + 7)
  const tiles = ([2, 4] as const).filter((tile) => {
    const { taps, count } = layOut(sizes, tile)
    return taps * count * Math.max(c, o) <= MOST && costOf(sizes, tile) < direct
  })
  return tiles.toSorted((a, b) => costOf(sizes, a) - costOf(sizes, b))[0]
}

/**
 * A convolution of 3×3 by Winograd's way; `bias` may be left out. For weights that are known when the session is
 * built: ONNX Runtime transforms those once. Results differ from the direct way's by about 1e-5 of the largest with
 * tiles of 4×4, by 1e-6 with 2×2. (An infinity or NaN in `x` reaches all of its tile, not only its surroundings.)
 *
 * Inside, channels are the innermost dimension: a place is a row, and tiles are cut out and put together by copying
 * rows. Between two such convolutions ONNX Runtime leaves it so.
 */
export function convByWinograd(
  emitter: Emitter,
  [x, weight, bias]: readonly string[],
  sizes: ConvSizes,
  tile: Tile,
): string {
  const { n, c, o, spatial } = sizes
  const { taps, count } = layOut(sizes, tile)
  const { input, weight: filter, output } = TRANSFORMS[tile]
  const reshape = (name: string, shape: Shape) => emitter.emit('Reshape', [name, emitter.ints(shape)])
  const transpose = (name: string, dims: Shape) => emitter.emit('Transpose', [name], { perm: { ints: dims } })
  const transform = (matrix: Matrix, name: string) =>
    emitter.emit('MatMul', [inBothDimensions(emitter, matrix), name])
  // Few rows are no work for a kernel that packs the other matrix: there the weights come first.
  const areFew = count < 32

  const places = reshape(transpose(x!, [0, 2, 3, 1]), [n * spatial[0]! * spatial[1]!, c])
  const seen = reshape(rowsOf(emitter, withNone(emitter, places, c), seenBy(sizes, tile)), [taps, count * c])
  const data = reshape(transform(input, seen), [taps, count, c])
  const weights = transpose(reshape(weight!, [o, c, 9]), areFew ? [2, 0, 1] : [2, 1, 0])
  const filters = reshape(transform(filter, reshape(weights, [9, o * c])), [
    taps,
    ...(areFew ? [o, c] : [c, o]),
  ])
  const product = areFew
    ? emitter.emit('FusedMatMul', [filters, data], { transB: { int: 1 } }, 'com.microsoft')
    : emitter.emit('MatMul', [data, filters])
  const made = transform(output, reshape(product, [taps, count * o]))
  const byTile = areFew ? transpose(reshape(made, [tile ** 2, o, count]), [0, 2, 1]) : made
  const rows = rowsOf(emitter, reshape(byTile, [tile ** 2 * count, o]), madeIn(sizes, tile))
  const biased = bias ? emitter.emit('Add', [rows, bias]) : rows
  return transpose(reshape(biased, [n, ...spatial, o]), [0, 3, 1, 2])
}

/** The matrix that transforms both dimensions of a tile at once: its Kronecker product with itself. */
function inBothDimensions(emitter: Emitter, matrix: Matrix): string {
  const elements = matrix.flatMap((down) =>
    matrix.flatMap((across) => down.flatMap((a) => across.map((b) => a * b))),
  )
  const shape = [matrix.length ** 2, matrix[0]!.length ** 2]
  return emitter.constant('float32', shape, Float32Array.from(elements))
}

/** One row more, of zeros: what tiles see beyond the border. */
function withNone(emitter: Emitter, rows: string, c: number): string {
  const none = emitter.constant('float32', [1, c], new Float32Array(c))
  return emitter.emit('Concat', [rows, none], { axis: { int: 0 } })
}

/** The rows of a matrix that an index names. */
function rowsOf(emitter: Emitter, matrix: string, index: Int32Array): string {
  const rows = emitter.constant('int32', [index.length], index)
  return emitter.emit('Gather', [matrix, rows], { axis: { int: 0 } })
}

/** For each tap of a tile, and each tile: the place it sees, the one after all where there is none. */
function seenBy(sizes: ConvSizes, tile: Tile): Int32Array {
  const [height, width] = sizes.spatial as [number, number]
  const { taps, down, across, count } = layOut(sizes, tile)
  const side = tile + 2
  return new Int32Array(taps * count).map((_, i) => {
    const tap = Math.floor(i / count)
    const at = i % count
    const image = Math.floor(at / (down * across))
    const row = (Math.floor(at / across) % down) * tile + Math.floor(tap / side) - 1
    const column = (at % across) * tile + (tap % side) - 1
    const isInside = row >= 0 && row < height && column >= 0 && column < width
    return isInside ? (image * height + row) * width + column : sizes.n * height * width
  })
}

/** For each place: where its result lies among those of all tiles, which are ordered by their place in the tile. */
function madeIn(sizes: ConvSizes, tile: Tile): Int32Array {
  const [height, width] = sizes.spatial as [number, number]
  const { down, across, count } = layOut(sizes, tile)
  return new Int32Array(sizes.n * height * width).map((_, i) => {
    const column = i % width
    const row = Math.floor(i / width) % height
    const image = Math.floor(i / (width * height))
    const inTile = (row % tile) * tile + (column % tile)
    return inTile * count + (image * down + Math.floor(row / tile)) * across + Math.floor(column / tile)
  })
}
