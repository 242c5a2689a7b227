import { normalizeDim, type Shape, show, sizeOf } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { concat } from '../ops/concat.ts'
import { maxPool } from '../ops/max-pool.ts'
import { padConstant } from '../ops/pad.ts'
import { type PerDim, perDim } from './convolution.ts'
import { constantTensor } from './creation.ts'
import { linearAlong } from './linear-along.ts'

export interface PoolOptions {
  /** The kernel's size unless given. */
  stride?: PerDim
  padding?: PerDim
  /** Lets a last window reach out of the input instead of leaving elements over. */
  ceilMode?: boolean
}

export interface AvgPoolOptions extends PoolOptions {
  /** Whether padding counts as zeros of the mean; true unless told otherwise. */
  countIncludePad?: boolean
}

/** How many windows there are along a dimension; the last one starts in the input or its left padding. */
function windows(
  size: number,
  kernel: number,
  stride: number,
  pad: number,
  dilation: number,
  ceil: boolean,
): number {
  if (kernel < 1 || stride < 1 || dilation < 1 || pad < 0 || pad > kernel / 2) {
    throw new TensorError(
      'argument',
      `a window of ${kernel} wants a stride from 1 on and padding up to its half`,
    )
  }
  const span = size + 2 * pad - dilation * (kernel - 1) - 1
  const most = (ceil ? Math.ceil(span / stride) : Math.floor(span / stride)) + 1
  const count = ceil && (most - 1) * stride >= size + pad ? most - 1 : most
  if (count < 1) throw new TensorError('shape', `a window of ${kernel} does not fit into ${size}`)
  return count
}

/** Refuses what is neither [C, ...] nor [N, C, ...]. */
function requirePlanes(rank: number, { ndim, shape }: Tensor): void {
  if (ndim === rank + 1 || ndim === rank + 2) return
  throw new TensorError(
    'shape',
    `pooling over ${rank} dimensions wants ${rank + 1} or ${rank + 2}, not ${show(shape)}`,
  )
}

function maxPooled(
  rank: number,
  x: Tensor,
  kernel: PerDim,
  { stride = kernel, padding = 0, dilation = 1, ceilMode = false }: PoolOptions & { dilation?: PerDim },
): { values: Tensor; indices: Tensor } {
  requirePlanes(rank, x)
  const lead = x.ndim === rank + 1 ? x.unsqueeze(0) : x
  const [sizes, strides, pads, dilations] = [kernel, stride, padding, dilation].map((value) =>
    perDim(value, rank),
  ) as [Shape, Shape, Shape, Shape]
  const spatial = lead.shape.slice(2)
  const after = spatial.map((size, i) => {
    const count = windows(size, sizes[i]!, strides[i]!, pads[i]!, dilations[i]!, ceilMode)
    return Math.max(0, (count - 1) * strides[i]! + dilations[i]! * (sizes[i]! - 1) + 1 - size - pads[i]!)
  })
  // ONNX Runtime lets windows reach out by less than their size; what goes beyond is added to the input.
  const added = after.map((size, i) => (size < sizes[i]! ? 0 : size))
  const reached = padConstant(
    lead,
    lead.shape.map(() => 0),
    [0, 0, ...added],
    -Infinity,
  )
  const rest = after.map((size, i) => size - added[i]!)
  const { values, indices } = maxPool(reached, {
    kernel: sizes,
    strides,
    dilations,
    before: pads,
    after: rest,
  })
  const inPlane = placesIn(spatial, reached.shape.slice(2), indices)
  return lead === x
    ? { values, indices: inPlane }
    : { values: values.squeeze(0), indices: inPlane.squeeze(0) }
}

/** Places in the flattened batch as places in their plane, which was made larger at its ends. */
function placesIn(plane: Shape, larger: Shape, indices: Tensor): Tensor {
  const places = indices.fmod(sizeOf(larger))
  const [width, wider] = [plane.at(-1)!, larger.at(-1)!]
  return width === wider ? places : places.floorDivide(wider).mul(width).add(places.fmod(wider))
}

/**
 * The largest element of every window: x [N, C, L]. Of elements that tie the first alone gets the gradient.
 *
 * @example
 * maxPool1d(tensor([[[1, 3, 7, 5]]]), 2) // [[[3, 7]]]
 */
export function maxPool1d(
  x: Tensor,
  kernel: PerDim,
  options: PoolOptions & { dilation?: PerDim } = {},
): Tensor {
  return maxPooled(1, x, kernel, options).values
}

/**
 * The largest element of every window: x [N, C, H, W]. Of elements that tie the first alone gets the gradient.
 *
 * @example
 * maxPool2d(randn([2, 3, 8, 8]), 3, { stride: 2, padding: 1 }).shape // [2, 3, 4, 4]
 */
export function maxPool2d(
  x: Tensor,
  kernel: PerDim,
  options: PoolOptions & { dilation?: PerDim } = {},
): Tensor {
  return maxPooled(2, x, kernel, options).values
}

/**
 * The same with the place (int64) of every maximum in its plane (PyTorch's `return_indices`).
 *
 * @example
 * maxPool2dWithIndices(tensor([[[[1, 4], [2, 3]]]]), 2).indices // [[[[1]]]]
 */
export function maxPool2dWithIndices(
  x: Tensor,
  kernel: PerDim,
  options: PoolOptions & { dilation?: PerDim } = {},
): { values: Tensor; indices: Tensor } {
  return maxPooled(2, x, kernel, options)
}

/** Row i of the matrix averages window i of a dimension. */
function averages(
  size: number,
  kernel: number,
  stride: number,
  pad: number,
  ceil: boolean,
  includePad: boolean,
) {
  const count = windows(size, kernel, stride, pad, 1, ceil)
  const matrix = new Float64Array(count * size)
  for (let i = 0; i < count; i++) {
    const start = i * stride - pad
    const end = Math.min(start + kernel, size + pad)
    const [first, last] = [Math.max(start, 0), Math.min(end, size)]
    const divisor = includePad ? end - start : last - first
    for (let j = first; j < last; j++) matrix[i * size + j] = 1 / divisor
  }
  return { matrix, count }
}

function avgPooled(rank: number, x: Tensor, kernel: PerDim, options: AvgPoolOptions): Tensor {
  requirePlanes(rank, x)
  const { stride = kernel, padding = 0, ceilMode = false, countIncludePad = true } = options
  const [sizes, strides, pads] = [kernel, stride, padding].map((value) => perDim(value, rank)) as [
    Shape,
    Shape,
    Shape,
  ]
  // A mean over a window is a mean of means over its sides: one matrix along each dimension.
  let pooled = x
  for (let i = 0; i < rank; i++) {
    const dim = x.ndim - rank + i
    const size = x.shape[dim]!
    const { matrix, count } = averages(size, sizes[i]!, strides[i]!, pads[i]!, ceilMode, countIncludePad)
    pooled = linearAlong(pooled, dim, constantTensor(matrix, [count, size], x.dtype))
  }
  return pooled
}

/**
 * The mean of every window: x [N, C, L].
 *
 * @example
 * avgPool1d(tensor([[[1, 3, 5, 7]]]), 2) // [[[2, 6]]]
 */
export function avgPool1d(x: Tensor, kernel: PerDim, options: AvgPoolOptions = {}): Tensor {
  return avgPooled(1, x, kernel, options)
}

/**
 * The mean of every window: x [N, C, H, W].
 *
 * @example
 * avgPool2d(randn([2, 3, 8, 8]), 2).shape // [2, 3, 4, 4]
 */
export function avgPool2d(x: Tensor, kernel: PerDim, options: AvgPoolOptions = {}): Tensor {
  return avgPooled(2, x, kernel, options)
}

/** Where window i of `count` over `size` elements starts and ends. */
const adaptive = (i: number, size: number, count: number): [number, number] => [
  Math.floor((i * size) / count),
  Math.ceil(((i + 1) * size) / count),
]

/**
 * Means over so many windows of about one size along a dimension.
 *
 * @example
 * adaptiveAvgAlong(tensor([1, 2, 3]).unsqueeze(0), 1, 2) // [[1.5, 2.5]]
 */
export function adaptiveAvgAlong(x: Tensor, dim: number, count: number): Tensor {
  const normal = normalizeDim(dim, x.ndim)
  const size = x.shape[normal]!
  if (count === size) return x
  if (count === 1) return x.mean(normal, true)
  const matrix = new Float64Array(count * size)
  for (let i = 0; i < count; i++) {
    const [start, end] = adaptive(i, size, count)
    matrix.fill(1 / (end - start), i * size + start, i * size + end)
  }
  return linearAlong(x, normal, constantTensor(matrix, [count, size], x.dtype))
}

/**
 * Means over windows that make an output of one size whatever the input's: x [N, C, H, W] to [N, C, ...size].
 *
 * @example
 * adaptiveAvgPool2d(randn([2, 3, 7, 5]), [2, 2]).shape // [2, 3, 2, 2]
 */
export function adaptiveAvgPool2d(x: Tensor, size: PerDim): Tensor {
  const [height, width] = perDim(size, 2) as [number, number]
  if (height === 1 && width === 1) return x.mean([-2, -1], true)
  return adaptiveAvgAlong(adaptiveAvgAlong(x, -2, height), -1, width)
}

/**
 * Means over windows that make an output of one length whatever the input's: x [N, C, L] to [N, C, size].
 *
 * @example
 * adaptiveAvgPool1d(tensor([[[1, 2, 3]]]), 2) // [[[1.5, 2.5]]]
 */
export function adaptiveAvgPool1d(x: Tensor, size: number): Tensor {
  return adaptiveAvgAlong(x, -1, size)
}

function adaptiveMax(x: Tensor, sizes: Shape): Tensor {
  const first = x.ndim - sizes.length
  const fits = sizes.every((count, i) => x.shape[first + i]! % count === 0)
  if (fits)
    return maxPooled(
      sizes.length,
      x,
      sizes.map((count, i) => x.shape[first + i]! / count),
      {},
    ).values
  // Windows of different sizes: each by itself.
  const [count, ...others] = sizes as [number, ...number[]]
  const size = x.shape[first]!
  const parts = Array.from({ length: count }, (_, i) => {
    const [start, end] = adaptive(i, size, count)
    const part = x.slice(first, start, end)
    if (others.length === 0) return maxPooled(1, part, end - start, {}).values
    const [columns] = others as [number]
    const cells = Array.from({ length: columns }, (_, j) => {
      const [left, right] = adaptive(j, x.shape[first + 1]!, columns)
      return maxPooled(2, part.slice(first + 1, left, right), [end - start, right - left], {}).values
    })
    return concat(cells, first + 1)
  })
  return concat(parts, first)
}

/**
 * Maxima over windows that make an output of one length whatever the input's.
 *
 * @example
 * adaptiveMaxPool1d(tensor([[[1, 2, 3]]]), 2) // [[[2, 3]]]
 */
export function adaptiveMaxPool1d(x: Tensor, size: number): Tensor {
  return adaptiveMax(x, [size])
}

/**
 * Maxima over windows that make an output of one size whatever the input's.
 *
 * @example
 * adaptiveMaxPool2d(randn([2, 3, 7, 5]), [2, 2]).shape // [2, 3, 2, 2]
 */
export function adaptiveMaxPool2d(x: Tensor, size: PerDim): Tensor {
  return adaptiveMax(x, perDim(size, 2))
}
