import { asFloat, defineUnary } from '../graph/define-elementwise.ts'
import type { Tensor } from '../graph/tensor.ts'
import { map } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { aboveOneSamples } from '../reference/samples.ts'

const op = defineUnary({
  name: 'acosh',
  onnx: 'Acosh',
  dtypes: ['float32'],
  grad: (up, x) => up.div(x.mul(x).sub(1).sqrt()),
})

/**
 * The inverse hyperbolic cosine of each element, which must be at least 1.
 *
 * @example
 * acosh(tensor([1, 2])) // [0, 1.317]
 */
export function acosh(x: Tensor): Tensor {
  return op.apply([asFloat(x)], {})
}

export const check: OpCheck = {
  op,
  reference: ([x]) => map(x, Math.acosh),
  samples: aboveOneSamples,
}
