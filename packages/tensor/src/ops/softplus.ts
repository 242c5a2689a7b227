import { asFloat, defineUnary } from '../graph/define-elementwise.ts'
import type { Tensor } from '../graph/tensor.ts'
import { map } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { unarySamples } from '../reference/samples.ts'

const op = defineUnary({
  name: 'softplus',
  onnx: 'Softplus',
  dtypes: ['float32'],
  grad: (up, x) => up.mul(x.sigmoid()),
})

/**
 * log(1 + exp(x)) of each element.
 *
 * @example
 * softplus(tensor([0, 100])) // [0.6931, 100]
 */
export function softplus(x: Tensor): Tensor {
  return op.apply([asFloat(x)], {})
}

export const check: OpCheck = {
  op,
  reference: ([x]) => map(x, (v) => Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v)))),
  samples: unarySamples,
}
