import { type Shape, sameShape, show } from './shape.ts'
import type { Tensor } from './tensor.ts'
import { TensorError } from './tensor-error.ts'

/** Refuses what is no list of places: `name` is the op's. */
export function requireWhole(name: string, index: Tensor): void {
  if (index.dtype === 'int64' || index.dtype === 'int32') return
  throw new TensorError('dtype', `${name} wants an index of int64, not ${index.dtype}`)
}

/** Refuses an index that does not lie within `shape` in all dimensions but the one it chooses from. */
export function requireIndex(name: string, shape: Shape, dim: number, index: Tensor): void {
  requireWhole(name, index)
  const fits =
    index.numel === 0 ||
    (Math.max(1, index.ndim) === Math.max(1, shape.length) &&
      index.shape.every((size, i) => i === dim || size <= (shape[i] ?? 1)))
  if (fits) return
  throw new TensorError(
    'shape',
    `an index ${show(index.shape)} does not lie within ${show(shape)} outside of dimension ${dim}`,
  )
}

/** Refuses elements that are too few for their index, or of another type than what they are written to. */
export function requireSource(x: Tensor, index: Tensor, source: Tensor): void {
  if (source.dtype !== x.dtype) {
    throw new TensorError('dtype', `elements of ${source.dtype} cannot be written to ${x.dtype}`)
  }
  const fits = source.ndim === index.ndim && index.shape.every((size, i) => size <= source.shape[i]!)
  if (index.numel === 0 || fits) return
  throw new TensorError(
    'shape',
    `${show(source.shape)} are too few elements for an index ${show(index.shape)}`,
  )
}

/** The part of a tensor that an index of that shape names. */
export function firstOf(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return x
  return shape.reduce((part, size, dim) => part.slice(dim, 0, size), x)
}
