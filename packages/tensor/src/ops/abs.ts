import { defineUnary } from '../graph/define-elementwise.ts'
import { NUMBERS } from '../graph/dtype.ts'
import type { Tensor } from '../graph/tensor.ts'
import { map } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { distinctSamples } from '../reference/samples.ts'

const op = defineUnary({ name: 'abs', onnx: 'Abs', dtypes: NUMBERS, grad: (up, x) => up.mul(x.sign()) })

/**
 * The absolute value of each element. The gradient at 0 is 0.
 *
 * @example
 * abs(tensor([-2, 3])) // [2, 3]
 */
export function abs(x: Tensor): Tensor {
  return op.apply([x], {})
}

export const check: OpCheck = {
  op,
  reference: ([x]) => map(x, Math.abs),
  samples: distinctSamples,
}
