import { asFloat, defineUnary } from '../graph/define-elementwise.ts'
import type { Tensor } from '../graph/tensor.ts'
import { map } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { unitSamples } from '../reference/samples.ts'
import { sub } from './sub.ts'

const op = defineUnary({
  name: 'atanh',
  onnx: 'Atanh',
  dtypes: ['float32'],
  grad: (up, x) => up.div(sub(1, x.mul(x))),
})

/**
 * The inverse hyperbolic tangent of each element, which must be between -1 and 1.
 *
 * @example
 * atanh(tensor([0, 0.5])) // [0, 0.5493]
 */
export function atanh(x: Tensor): Tensor {
  return op.apply([asFloat(x)], {})
}

export const check: OpCheck = {
  op,
  reference: ([x]) => map(x, Math.atanh),
  samples: unitSamples,
}
