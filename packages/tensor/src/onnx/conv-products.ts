/**
 * Convolutions as matrix products over what each tap of the kernel sees. ONNX Runtime's own kernels multiply image
 * by image, which is slow where an image has few places left and many channels: there one product over the whole
 * batch takes a fifth of the time. Sizes at which one overtakes the other were measured (bench/train.ts).
 */
import type { ConvAttributes, Window } from '../graph/conv-shape.ts'
import type { Emitter } from '../graph/define-op.ts'
import { type Shape, sizeOf, stridesOf } from '../graph/shape.ts'

/** The parts of a convolution: an input [n, c, ...spatial], a kernel, and the places [n, o, ...places] it has. */
export interface ConvSizes {
  n: number
  c: number
  o: number
  kernel: Shape
  spatial: Shape
  places: Shape
}

/** Whether one product over the batch beats a product for each image. */
export function isDeep({ c, o, places }: ConvSizes, { groups }: ConvAttributes): boolean {
  return groups === 1 && sizeOf(places) <= 16 && c * o >= 4096
}

/** The position of each element of a shape, such as each tap of a kernel, row-major. */
function tapsOf(kernel: Shape): number[][] {
  const strides = stridesOf(kernel)
  return Array.from({ length: sizeOf(kernel) }, (_, i) =>
    kernel.map((size, dim) => Math.floor(i / strides[dim]!) % size),
  )
}

const range = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i)

/** Swaps batch and channels, and makes a matrix of the rest: [channels, n * places]. */
function byChannel(emitter: Emitter, x: string, rank: number): string {
  return emitter.emit('Transpose', [x], { perm: { ints: [1, 0, ...range(2, rank)] } })
}

/** What each tap sees: [c, n * places] for each. */
function seenByTaps(emitter: Emitter, x: string, sizes: ConvSizes, window: Window): string[] {
  const { n, c, kernel, spatial, places } = sizes
  const { padding, strides, dilations } = window
  const rank = spatial.length
  const swapped = byChannel(emitter, x, rank)
  const pads = [0, 0, ...padding]
  const isPadded = padding.some((size) => size > 0)
  const padded = isPadded ? emitter.emit('Pad', [swapped, emitter.ints([...pads, ...pads])]) : swapped
  const rows = emitter.ints([c, n * sizeOf(places)])
  return tapsOf(kernel).map((tap) => {
    const starts = tap.map((i, dim) => i * dilations[dim]!)
    const ends = starts.map((start, dim) => start + (places[dim]! - 1) * strides[dim]! + 1)
    const isAll = !isPadded && starts.every((start, dim) => start === 0 && ends[dim] === spatial[dim])
    const isWhole = isAll && strides.every((step) => step === 1)
    const bounds = [starts, ends, range(2, rank), strides].map((list) => emitter.ints(list))
    const seen = isWhole ? padded : emitter.emit('Slice', [padded, ...bounds])
    return emitter.emit('Reshape', [seen, rows])
  })
}

/** The same as one matrix, its rows in the order of a filter's weights: [c * taps, n * places]. */
function columnsOf(emitter: Emitter, x: string, sizes: ConvSizes, window: Window): string {
  const { n, c, kernel, places } = sizes
  const terms = n * sizeOf(places)
  const seen = seenByTaps(emitter, x, sizes, window)
  if (seen.length === 1) return seen[0]!
  const single = emitter.ints([c, 1, terms])
  const parts = seen.map((part) => emitter.emit('Reshape', [part, single]))
  const joined = emitter.emit('Concat', parts, { axis: { int: 1 } })
  return emitter.emit('Reshape', [joined, emitter.ints([c * sizeOf(kernel), terms])])
}

function flatWeight(emitter: Emitter, weight: string, { c, o, kernel }: ConvSizes): string {
  return emitter.emit('Reshape', [weight, emitter.ints([o, c * sizeOf(kernel)])])
}

/** Convolution; `bias` may be left out. */
export function convByProducts(
  emitter: Emitter,
  [x, weight, bias]: readonly string[],
  sizes: ConvSizes,
  window: Window,
): string {
  const { n, o, places } = sizes
  const columns = columnsOf(emitter, x!, sizes, window)
  const operands = [flatWeight(emitter, weight!, sizes), columns]
  if (bias) operands.push(emitter.emit('Reshape', [bias, emitter.ints([o, 1])]))
  const made = emitter.emit('Gemm', operands)
  const shaped = emitter.emit('Reshape', [made, emitter.ints([o, n, ...places])])
  return byChannel(emitter, shaped, places.length)
}

/**
 * Convolution's way back: what every tap gives, in one product over the batch, and where it goes in another, with a
 * matrix of ones and zeros. (An infinity or NaN in `x` so reaches all of its plane, not only its surroundings.)
 */
export function convTransposeByProducts(
  emitter: Emitter,
  x: string,
  weight: string,
  sizes: ConvSizes,
  window: Window,
): string {
  const { n, c, o, kernel, spatial, places } = sizes
  const [count, taps] = [sizeOf(places), sizeOf(kernel)]
  const planes = emitter.emit('Reshape', [x, emitter.ints([n, o, count])])
  const byPlace = emitter.emit('Transpose', [planes], { perm: { ints: [0, 2, 1] } })
  const rows = emitter.emit('Reshape', [byPlace, emitter.ints([n * count, o])])
  const given = emitter.emit('Gemm', [rows, flatWeight(emitter, weight, sizes)])
  const byTap = emitter.emit('Reshape', [given, emitter.ints([n, count, c, taps])])
  const byPlane = emitter.emit('Transpose', [byTap], { perm: { ints: [0, 2, 1, 3] } })
  const flat = emitter.emit('Reshape', [byPlane, emitter.ints([n * c, count * taps])])
  const targets = emitter.constant('float32', [count * taps, sizeOf(spatial)], targetsOf(sizes, window))
  const placed = emitter.emit('Gemm', [flat, targets])
  return emitter.emit('Reshape', [placed, emitter.ints([n, c, ...spatial])])
}

/** Row (place, tap), column (where the tap looks from that place): 1, else 0. */
function targetsOf({ kernel, spatial, places }: ConvSizes, { padding, strides, dilations }: Window) {
  const columns = sizeOf(spatial)
  const taps = tapsOf(kernel)
  const inSpatial = stridesOf(spatial)
  const matrix = new Float32Array(sizeOf(places) * taps.length * columns)
  for (const [i, place] of tapsOf(places).entries()) {
    for (const [j, tap] of taps.entries()) {
      const target = place.map((at, dim) => at * strides[dim]! + tap[dim]! * dilations[dim]! - padding[dim]!)
      if (target.some((at, dim) => at < 0 || at >= spatial[dim]!)) continue
      const column = target.reduce((offset, at, dim) => offset + at * inSpatial[dim]!, 0)
      matrix[(i * taps.length + j) * columns + column] = 1
    }
  }
  return matrix
}

/** Whether a product for each tap beats one for all: where there is much to sum over. */
export function isByTap(c: number, terms: number): boolean {
  return c >= 16 && terms >= 512
}

/**
 * The gradient of the weights: what the taps saw, times the output's gradient: [o, c * taps], and by tap
 * [o, c, taps]. Not in the weights' own shape, which would be another copy where it leaves the model.
 */
export function convWeightGradByProducts(
  emitter: Emitter,
  x: string,
  up: string,
  sizes: ConvSizes,
  window: Window,
): string {
  const { n, c, o, places } = sizes
  const terms = n * sizeOf(places)
  const flatUp = emitter.emit('Reshape', [byChannel(emitter, up, places.length), emitter.ints([o, terms])])
  const times = (matrix: string) => emitter.emit('Gemm', [flatUp, matrix], { transB: { int: 1 } })
  if (!isByTap(c, terms)) return times(columnsOf(emitter, x, sizes, window))
  const single = emitter.ints([o, c, 1])
  const columns = seenByTaps(emitter, x, sizes, window).map((seen) =>
    emitter.emit('Reshape', [times(seen), single]),
  )
  return emitter.emit('Concat', columns, { axis: { int: 2 } })
}
