import { asFloat, defineUnary } from '../graph/define-elementwise.ts'
import type { Tensor } from '../graph/tensor.ts'
import { map } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { unarySamples } from '../reference/samples.ts'

const op = defineUnary({
  name: 'asinh',
  onnx: 'Asinh',
  dtypes: ['float32'],
  grad: (up, x) => up.div(x.mul(x).add(1).sqrt()),
})

/**
 * The inverse hyperbolic sine of each element.
 *
 * @example
 * asinh(tensor([0, 1])) // [0, 0.8814]
 */
export function asinh(x: Tensor): Tensor {
  return op.apply([asFloat(x)], {})
}

export const check: OpCheck = {
  op,
  reference: ([x]) => map(x, Math.asinh),
  samples: unarySamples,
}
