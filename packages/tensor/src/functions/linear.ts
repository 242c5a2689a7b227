import { show, sizeOf } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { addmm } from '../ops/addmm.ts'
import { product } from '../ops/matmul.ts'

/**
 * x · weightᵀ + bias over the last dimension: x [..., in], weight [out, in], bias [out].
 *
 * @example
 * linear(tensor([[1, 2]]), tensor([[1, 1], [0, 3]]), tensor([10, 20])) // [[13, 26]]
 */
export function linear(x: Tensor, weight: Tensor, bias?: Tensor): Tensor {
  const [out, features] = weight.shape as [number, number]
  if (weight.ndim !== 2 || x.shape.at(-1) !== features) {
    throw new TensorError('shape', `weights ${show(weight.shape)} are not for ${show(x.shape)}`)
  }
  // One matrix whatever the shape: one large product, and one for the weight's gradient.
  const rows = x.ndim === 2 ? x : x.reshape([sizeOf(x.shape.slice(0, -1)), features])
  const made = bias ? addmm(bias, rows, weight, true) : product(rows, weight, false, true)
  return x.ndim === 2 ? made : made.reshape([...x.shape.slice(0, -1), out])
}

/**
 * The rows of a table that whole numbers name: index [...] (int64), weight [rows, size]; the result [..., size].
 *
 * @example
 * embedding(tensor([2n, 0n]), tensor([[1, 1], [2, 2], [3, 3]])) // [[3, 3], [1, 1]]
 */
export function embedding(index: Tensor, weight: Tensor): Tensor {
  return weight.indexSelect(0, index)
}
