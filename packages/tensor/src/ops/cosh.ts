import { asFloat, defineUnary } from '../graph/define-elementwise.ts'
import type { Tensor } from '../graph/tensor.ts'
import { map } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { unarySamples } from '../reference/samples.ts'

const op = defineUnary({ name: 'cosh', onnx: 'Cosh', dtypes: ['float32'], grad: (up, x) => up.mul(x.sinh()) })

/**
 * The hyperbolic cosine of each element.
 *
 * @example
 * cosh(tensor([0, 1])) // [1, 1.5431]
 */
export function cosh(x: Tensor): Tensor {
  return op.apply([asFloat(x)], {})
}

export const check: OpCheck = {
  op,
  reference: ([x]) => map(x, Math.cosh),
  samples: unarySamples,
}
