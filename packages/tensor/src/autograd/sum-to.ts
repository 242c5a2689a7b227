import type { Shape } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'

/** Undoes broadcasting: sums over the dimensions in which a tensor of `shape` had been repeated. */
export function sumTo(x: Tensor, shape: Shape): Tensor {
  const skip = x.ndim - shape.length
  const dims = x.shape
    .map((_, dim) => dim)
    .filter((dim) => dim < skip || (shape[dim - skip] === 1 && x.shape[dim] !== 1))
  return dims.length === 0 ? x : x.sum(dims).reshape(shape)
}
