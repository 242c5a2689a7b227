import type { Tensor } from '../graph/tensor.ts'
import { product } from '../ops/matmul.ts'

/**
 * Applies a matrix [m, n] to a dimension of n elements, which becomes one of m: pooling and resizing are that.
 *
 * @example
 * linearAlong(tensor([[1, 2], [3, 4]]), 0, tensor([[1, 1]])) // [[4, 6]]
 */
export function linearAlong(x: Tensor, dim: number, matrix: Tensor): Tensor {
  if (dim === x.ndim - 1) {
    const rows = x.reshape([x.numel / x.shape[dim]!, x.shape[dim]!])
    return product(rows, matrix, false, true).reshape(x.shape.with(dim, matrix.shape[0]!))
  }
  const tail = x.shape.slice(dim + 1).reduce((a, b) => a * b, 1)
  const lead = x.shape.slice(0, dim).reduce((a, b) => a * b, 1)
  const blocks = x.reshape([lead, x.shape[dim]!, tail])
  return product(matrix.unsqueeze(0), blocks).reshape(x.shape.with(dim, matrix.shape[0]!))
}
