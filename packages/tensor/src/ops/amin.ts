import { shareOfTies } from '../autograd/share-of-ties.ts'
import { defineReduction, type ReduceAttributes, requireElements } from '../graph/define-reduction.ts'
import { NUMBERS } from '../graph/dtype.ts'
import type { Tensor } from '../graph/tensor.ts'
import { reduce } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { distinctReductions } from '../reference/samples.ts'

const { op, apply } = defineReduction({
  name: 'amin',
  onnx: 'ReduceMin',
  dtypes: NUMBERS,
  grad: (up, x, y, dims) => up.mul(shareOfTies(x, y, dims)),
})

/**
 * Smallest element over dimensions, or over all. The gradient is shared evenly among elements that tie.
 *
 * @example
 * amin(tensor([[1, 3], [4, 2]])) // 1
 */
export function amin(x: Tensor, dim?: number | readonly number[], keepdim = false): Tensor {
  requireElements('amin', x, dim)
  return apply(x, dim, keepdim)
}

export const check: OpCheck<ReduceAttributes> = {
  op,
  reference: ([x], { dims }) => reduce(x!, dims, (values) => Math.min(...values)),
  samples: distinctReductions,
}
