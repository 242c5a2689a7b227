import { defineArgReduction } from '../graph/define-arg-reduction.ts'
import type { Tensor } from '../graph/tensor.ts'
import { argReduceCheck } from '../reference/arg-reduce-check.ts'

const { op, apply } = defineArgReduction('argmin', 'ArgMin')

/**
 * Index (int64) of the smallest element along a dimension, or in the flattened tensor; the first where some tie.
 *
 * @example
 * argmin(tensor([3, 1, 1])) // 1
 */
export function argmin(x: Tensor, dim?: number, keepdim = false): Tensor {
  return apply(x, dim, keepdim)
}

export const check = argReduceCheck(op, (value, best) => value < best)
