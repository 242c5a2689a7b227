import { broadcastShapes } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'

/**
 * x divided by its p-norm along a dimension, or by `eps` where that is larger.
 *
 * @example
 * normalize(tensor([[3, 4], [0, 0]])) // [[0.6, 0.8], [0, 0]]
 */
export function normalize(x: Tensor, p = 2, dim = 1, eps = 1e-12): Tensor {
  return x.div(x.norm(p, dim, true).clamp(eps))
}

/**
 * The cosine of the angle between vectors along a dimension; a and b broadcast.
 *
 * @example
 * cosineSimilarity(tensor([[1, 1]]), tensor([[2, 0]])) // [0.7071]
 */
export function cosineSimilarity(a: Tensor, b: Tensor, dim = 1, eps = 1e-8): Tensor {
  const shape = broadcastShapes(a.shape, b.shape)
  return normalize(a.expand(shape), 2, dim, eps)
    .mul(normalize(b.expand(shape), 2, dim, eps))
    .sum(dim)
}
