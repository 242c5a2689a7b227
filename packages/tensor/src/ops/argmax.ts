import { defineArgReduction } from '../graph/define-arg-reduction.ts'
import type { Tensor } from '../graph/tensor.ts'
import { argReduceCheck } from '../reference/arg-reduce-check.ts'

const { op, apply } = defineArgReduction('argmax', 'ArgMax')

/**
 * Index (int64) of the largest element along a dimension, or in the flattened tensor; the first where some tie.
 *
 * @example
 * argmax(tensor([[1, 3], [4, 2]]), 1) // [1, 0]
 */
export function argmax(x: Tensor, dim?: number, keepdim = false): Tensor {
  return apply(x, dim, keepdim)
}

export const check = argReduceCheck(op, (value, best) => value > best)
