import { asFloat, defineUnary } from '../graph/define-elementwise.ts'
import type { Tensor } from '../graph/tensor.ts'
import { map } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { unarySamples } from '../reference/samples.ts'

const op = defineUnary({ name: 'sinh', onnx: 'Sinh', dtypes: ['float32'], grad: (up, x) => up.mul(x.cosh()) })

/**
 * The hyperbolic sine of each element.
 *
 * @example
 * sinh(tensor([0, 1])) // [0, 1.1752]
 */
export function sinh(x: Tensor): Tensor {
  return op.apply([asFloat(x)], {})
}

export const check: OpCheck = {
  op,
  reference: ([x]) => map(x, Math.sinh),
  samples: unarySamples,
}
