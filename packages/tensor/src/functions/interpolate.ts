import { type Shape, show } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { type PerDim, perDim } from './convolution.ts'
import { arange, constantTensor } from './creation.ts'
import { linearAlong } from './linear-along.ts'
import { adaptiveAvgAlong } from './pooling.ts'

export interface InterpolateOptions {
  /** The output's spatial size, or `scaleFactor`. */
  size?: PerDim
  scaleFactor?: PerDim
  mode?: 'nearest' | 'linear' | 'bilinear' | 'area'
  /** Whether the corners of both grids coincide (linear modes). */
  alignCorners?: boolean
}

/**
 * Resizes the spatial dimensions of x [N, C, ...], as PyTorch does.
 *
 * @example
 * interpolate(tensor([[[1, 3]]]), { size: 4, mode: 'linear' }) // [[[1, 1.5, 2.5, 3]]]
 * interpolate(randn([1, 3, 8, 8]), { scaleFactor: 2, mode: 'bilinear' }).shape // [1, 3, 16, 16]
 */
export function interpolate(x: Tensor, options: InterpolateOptions): Tensor {
  const { size, scaleFactor, mode = 'nearest', alignCorners = false } = options
  const rank = x.ndim - 2
  if ((size === undefined) === (scaleFactor === undefined)) {
    throw new TensorError('argument', 'interpolate wants either a size or a scaleFactor')
  }
  const wanted = { linear: 1, bilinear: 2 }[mode as 'linear']
  if (rank < 1 || (wanted !== undefined && rank !== wanted)) {
    throw new TensorError('shape', `mode ${mode} cannot resize ${show(x.shape)}`)
  }
  if (options.alignCorners !== undefined && wanted === undefined) {
    throw new TensorError('argument', 'alignCorners is for linear and bilinear')
  }
  const scales = scaleFactor === undefined ? undefined : perDim(scaleFactor, rank)
  const sizes: Shape =
    size === undefined ? x.shape.slice(2).map((n, i) => Math.floor(n * scales![i]!)) : perDim(size, rank)
  if (sizes.some((count) => count < 1)) {
    throw new TensorError('shape', `${show(x.shape.slice(2))} cannot be resized to ${show(sizes)}`)
  }
  let resized = x
  for (const [i, count] of sizes.entries()) {
    const dim = i + 2
    const from = x.shape[dim]!
    const scale = scales ? 1 / scales[i]! : from / count
    if (mode === 'area') resized = adaptiveAvgAlong(resized, dim, count)
    else if (count === from && (!scales || scales[i] === 1)) continue
    else if (mode === 'nearest') resized = nearest(resized, dim, count, scale)
    else resized = linearAlong(resized, dim, linearMatrix(from, count, scale, alignCorners, x))
  }
  return resized
}

function nearest(x: Tensor, dim: number, count: number, scale: number): Tensor {
  const from = x.shape[dim]!
  // Whole factors repeat elements, which has a much cheaper gradient than looking them up.
  const factor = 1 / scale
  if (Number.isInteger(factor) && count === from * factor) return x.repeatInterleave(factor, dim)
  const index = Array.from({ length: count }, (_, i) =>
    Math.min(Math.floor(Math.fround(i * Math.fround(scale))), from - 1),
  )
  return x.indexSelect(dim, constantTensor(index, [count], arange(0).dtype))
}

/** Row i mixes the two elements between which place i of the output lies. */
function linearMatrix(
  from: number,
  count: number,
  scale: number,
  alignCorners: boolean,
  like: Tensor,
): Tensor {
  const matrix = new Float64Array(count * from)
  for (let i = 0; i < count; i++) {
    const place = alignCorners
      ? count > 1
        ? (i * (from - 1)) / (count - 1)
        : 0
      : Math.max(0, (i + 0.5) * scale - 0.5)
    const left = Math.min(Math.floor(place), from - 1)
    const right = Math.min(left + 1, from - 1)
    matrix[i * from + left]! += 1 - (place - left)
    matrix[i * from + right]! += place - left
  }
  return constantTensor(matrix, [count, from], like.dtype)
}
