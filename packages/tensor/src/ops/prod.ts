import { exclusiveProducts } from '../autograd/exclusive-products.ts'
import { defineReduction, type ReduceAttributes } from '../graph/define-reduction.ts'
import { isFloat, NUMBERS } from '../graph/dtype.ts'
import type { Tensor } from '../graph/tensor.ts'
import { reduce } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { plain, reductionSamples } from '../reference/samples.ts'

const { op, apply } = defineReduction({
  name: 'prod',
  onnx: 'ReduceProd',
  dtypes: NUMBERS,
  grad: (up, x, _y, dims) => up.mul(exclusiveProducts(x, dims)),
})

/**
 * Product over a dimension, or over all; of integers and bools as int64. Exact where elements are zero.
 *
 * @example
 * prod(tensor([[1, 2], [3, 4]]), 1) // [2, 12]
 */
export function prod(x: Tensor, dim?: number | readonly number[], keepdim = false): Tensor {
  return apply(isFloat(x.dtype) ? x : x.to('int64'), dim, keepdim)
}

export const check: OpCheck<ReduceAttributes> = {
  op,
  reference: ([x], { dims }) => reduce(x!, dims, (values) => values.reduce((a, b) => a * b, 1)),
  samples: (random) => [
    ...reductionSamples(random),
    { inputs: [plain([2, 0, 3, 0, 5, 0, 1, 4], [2, 4])], attributes: { dims: [1], keepdim: false } },
    { inputs: [plain([2, 0, 3, 4], [4])], attributes: { dims: [0], keepdim: false } },
  ],
}
