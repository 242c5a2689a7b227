import type { Tensor } from '../graph/tensor.ts'
import { product } from '../ops/matmul.ts'
import { where } from '../ops/where.ts'
import { arange, fullLike } from './creation.ts'
import { constant } from './promote.ts'
import { dropout } from './random.ts'

export interface AttentionOptions {
  /** Added to the scores when float; what may be attended to when bool. Broadcasts to [..., T, S]. */
  mask?: Tensor
  /** Each place attends to itself and what is before it only. */
  isCausal?: boolean
  dropoutP?: number
  /** 1 / sqrt(E) unless given. */
  scale?: number
}

/**
 * softmax(q · kᵀ / sqrt(E)) · v: q [..., T, E], k [..., S, E], v [..., S, V].
 *
 * @example
 * const [q, k, v] = [randn([2, 3, 4]), randn([2, 5, 4]), randn([2, 5, 6])]
 * scaledDotProductAttention(q, k, v).shape // [2, 3, 6]
 */
export function scaledDotProductAttention(
  q: Tensor,
  k: Tensor,
  v: Tensor,
  { mask, isCausal = false, dropoutP = 0, scale = 1 / Math.sqrt(q.shape.at(-1)!) }: AttentionOptions = {},
): Tensor {
  let scores = product(q.mul(scale), k, false, true)
  if (isCausal) {
    const [rows, columns] = scores.shape.slice(-2) as [number, number]
    scores = where(arange(columns).le(arange(rows).unsqueeze(1)), scores, constant(-Infinity, q.dtype))
  }
  if (mask?.dtype === 'bool') scores = where(mask, scores, fullLike(scores, -Infinity, []))
  else if (mask) scores = scores.add(mask)
  return product(dropout(scores.softmax(-1), dropoutP), v)
}
