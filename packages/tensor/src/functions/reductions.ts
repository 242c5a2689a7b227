import { asFloat } from '../graph/define-elementwise.ts'
import { requireElements } from '../graph/define-reduction.ts'
import { isFloat } from '../graph/dtype.ts'
import { normalizeDim, normalizeDims, sizeOf } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { where } from '../ops/where.ts'
import { fullLike } from './creation.ts'

type Dims = number | readonly number[] | undefined

const countOver = (x: Tensor, dim: Dims): number => sizeOf(normalizeDims(dim, x.ndim).map((i) => x.shape[i]!))

/**
 * Mean over dimensions, or over all.
 *
 * @example
 * mean(tensor([[1, 2], [3, 4]])) // 2.5
 * mean(tensor([[1, 2], [3, 4]]), 0) // [2, 3]
 */
export function mean(x: Tensor, dim?: Dims, keepdim = false): Tensor {
  return asFloat(x)
    .sum(dim, keepdim)
    .mul(1 / countOver(x, dim))
}

/**
 * Variance; `correction` 1 divides by n - 1, as PyTorch does unless told otherwise.
 *
 * @example
 * variance(tensor([1, 3, 5])) // 4
 * variance(tensor([[1, 3]]), 1, { correction: 0 }) // [1]
 */
export function variance(x: Tensor, dim?: Dims, { correction = 1, keepdim = false } = {}): Tensor {
  const centred = x.sub(x.mean(dim, true))
  return centred
    .mul(centred)
    .sum(dim, keepdim)
    .div(Math.max(0, countOver(x, dim) - correction))
}

/**
 * Standard deviation, with the same options as the variance. Its gradient at 0 is 0.
 *
 * @example
 * std(tensor([1, 3, 5])) // 2
 */
export function std(x: Tensor, dim?: Dims, options?: { correction?: number; keepdim?: boolean }): Tensor {
  return rootOf(variance(x, dim, options), 2)
}

/**
 * Largest elements along a dimension and their indices; of elements that tie the first alone gets the gradient.
 *
 * @example
 * const { values, indices } = max(tensor([[1, 3], [4, 2]]), 1)
 * values // [3, 4]
 * indices // [1, 0]
 */
export function max(x: Tensor, dim: number, keepdim = false): { values: Tensor; indices: Tensor } {
  return pick(x, x.argmax(dim, true), dim, keepdim)
}

/**
 * Smallest elements along a dimension and their indices; of elements that tie the first alone gets the gradient.
 *
 * @example
 * min(tensor([[1, 3], [4, 2]]), 1).values // [1, 2]
 */
export function min(x: Tensor, dim: number, keepdim = false): { values: Tensor; indices: Tensor } {
  return pick(x, x.argmin(dim, true), dim, keepdim)
}

function pick(
  x: Tensor,
  indices: Tensor,
  dim: number,
  keepdim: boolean,
): { values: Tensor; indices: Tensor } {
  const values = x.gather(dim, indices)
  return keepdim ? { values, indices } : { values: values.squeeze(dim), indices: indices.squeeze(dim) }
}

/**
 * log(sum(exp(x))), without overflow.
 *
 * @example
 * logsumexp(tensor([[1000, 1000]]), 1) // [1000.6931]
 */
export function logsumexp(x: Tensor, dim: Dims, keepdim = false): Tensor {
  if (!isFloat(x.dtype)) return logsumexp(asFloat(x), dim, keepdim)
  if (normalizeDims(dim, x.ndim).some((i) => x.shape[i] === 0)) return x.sum(dim, keepdim).log()
  const highest = x.amax(dim, true).detach()
  // Where the highest is infinite, subtracting it would make not-a-numbers.
  const shift = where(highest.isinf(), fullLike(x, 0, []), highest)
  const sums = x.sub(shift).exp().sum(dim, true).log().add(shift)
  return keepdim ? sums : sums.squeeze(normalizeDims(dim, x.ndim))
}

/**
 * The p-norm over dimensions, or over all; Infinity for the largest absolute value. Its gradient at 0 is 0.
 *
 * @example
 * norm(tensor([3, 4])) // 5
 * norm(tensor([[3, -4], [1, 0]]), Infinity, 1) // [4, 1]
 */
export function norm(x: Tensor, p: number = 2, dim?: Dims, keepdim = false): Tensor {
  if (!isFloat(x.dtype)) return norm(asFloat(x), p, dim, keepdim)
  const size = x.abs()
  // The extremes of nothing would be refused; its norms are 0.
  if (countOver(x, dim) === 0) return size.sum(dim, keepdim)
  if (p === Infinity) return size.amax(dim, keepdim)
  if (p === -Infinity) return size.amin(dim, keepdim)
  if (p === 0) return x.ne(0).to(x.dtype).sum(dim, keepdim)
  if (p === 1) return size.sum(dim, keepdim)
  const sums = (p === 2 ? x.mul(x) : powersOf(size, p)).sum(dim, keepdim)
  return rootOf(sums, p)
}

/** Sizes to the power of p, whose slope at 0 is taken to be 0. */
function powersOf(size: Tensor, p: number): Tensor {
  const isZero = size.eq(0)
  return where(isZero, p > 0 ? 0 : Infinity, where(isZero, 1, size).pow(p))
}

/** The p-th root. It is steep at 0: where a sum is 0 its root is taken of 1 instead, and zeroed after. */
function rootOf(sums: Tensor, p: number): Tensor {
  const isZero = sums.eq(0).to(sums.dtype)
  return sums
    .add(isZero)
    .pow(1 / p)
    .sub(isZero)
}

/**
 * Whether any element is true, over dimensions or all; of bytes as a byte, as PyTorch has it.
 *
 * @example
 * any(tensor([[true, false], [false, false]]), 1) // [true, false]
 */
export function any(x: Tensor, dim?: Dims, keepdim = false): Tensor {
  const isAny = x.ne(0).to('int32').sum(dim, keepdim).gt(0)
  return x.dtype === 'uint8' ? isAny.to('uint8') : isAny
}

/**
 * Whether all elements are true, over dimensions or all; of bytes as a byte, as PyTorch has it.
 *
 * @example
 * all(tensor([[true, false], [true, true]]), 1) // [false, true]
 */
export function all(x: Tensor, dim?: Dims, keepdim = false): Tensor {
  const isAll = any(x.eq(0), dim, keepdim).logicalNot()
  return x.dtype === 'uint8' ? isAll.to('uint8') : isAll
}

/**
 * Elements in order along a dimension, and the indices (int64) they had. Ties keep their order.
 *
 * @example
 * sort(tensor([3, 1, 2])).values // [1, 2, 3]
 */
export function sort(x: Tensor, dim = -1, descending = false): { values: Tensor; indices: Tensor } {
  return x.topk(x.shape[normalizeDim(dim, x.ndim)] ?? 1, dim, descending)
}

/**
 * The indices (int64) that would sort a dimension.
 *
 * @example
 * argsort(tensor([3, 1, 2])) // [1, 2, 0]
 */
export function argsort(x: Tensor, dim = -1, descending = false): Tensor {
  return sort(x, dim, descending).indices
}

/**
 * The middle element along a dimension (the lower of two) and its index.
 *
 * @example
 * median(tensor([[3, 1, 2]]), 1).values // [2]
 */
export function median(x: Tensor, dim: number, keepdim = false): { values: Tensor; indices: Tensor } {
  requireElements('median', x, dim)
  if (x.ndim === 0) return sort(x)
  const middle = Math.floor((x.shape[normalizeDim(dim, x.ndim)]! - 1) / 2)
  const sorted = sort(x, dim)
  return pick(x, sorted.indices.slice(dim, middle, middle + 1), dim, keepdim)
}
