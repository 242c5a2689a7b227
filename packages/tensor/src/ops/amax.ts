import { shareOfTies } from '../autograd/share-of-ties.ts'
import { defineReduction, type ReduceAttributes, requireElements } from '../graph/define-reduction.ts'
import { NUMBERS } from '../graph/dtype.ts'
import type { Tensor } from '../graph/tensor.ts'
import { reduce } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { distinctReductions } from '../reference/samples.ts'

const { op, apply } = defineReduction({
  name: 'amax',
  onnx: 'ReduceMax',
  dtypes: NUMBERS,
  grad: (up, x, y, dims) => up.mul(shareOfTies(x, y, dims)),
})

/**
 * Largest element over dimensions, or over all. The gradient is shared evenly among elements that tie.
 *
 * @example
 * amax(tensor([[1, 3], [4, 2]]), 1) // [3, 4]
 */
export function amax(x: Tensor, dim?: number | readonly number[], keepdim = false): Tensor {
  requireElements('amax', x, dim)
  return apply(x, dim, keepdim)
}

export const check: OpCheck<ReduceAttributes> = {
  op,
  reference: ([x], { dims }) => reduce(x!, dims, (values) => Math.max(...values)),
  samples: distinctReductions,
}
