import { defineReduction, type ReduceAttributes } from '../graph/define-reduction.ts'
import { isFloat, NUMBERS } from '../graph/dtype.ts'
import type { Tensor } from '../graph/tensor.ts'
import { reduce } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { reductionSamples } from '../reference/samples.ts'

const { op, apply } = defineReduction({
  name: 'sum',
  onnx: 'ReduceSum',
  dtypes: NUMBERS,
  grad: (up, x) => up.expand(x.shape),
})

/**
 * Sum over dimensions, or over all; of integers and bools as int64.
 *
 * @example
 * sum(tensor([[1, 2], [3, 4]])) // 10
 * sum(tensor([[1, 2], [3, 4]]), 0, true) // [[4, 6]]
 */
export function sum(x: Tensor, dim?: number | readonly number[], keepdim = false): Tensor {
  return apply(isFloat(x.dtype) ? x : x.to('int64'), dim, keepdim)
}

export const check: OpCheck<ReduceAttributes> = {
  op,
  reference: ([x], { dims }) => reduce(x!, dims, (values) => values.reduce((a, b) => a + b, 0)),
  samples: (random) => [
    ...reductionSamples(random),
    { inputs: [random.normal([0, 3])], attributes: { dims: [0], keepdim: false } },
    { inputs: [random.normal([0])], attributes: { dims: [0], keepdim: true } },
  ],
}
