import { fullLike } from '../functions/creation.ts'
import { defineUnary } from '../graph/define-elementwise.ts'
import { NUMBERS } from '../graph/dtype.ts'
import type { Tensor } from '../graph/tensor.ts'
import { map } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { distinctSamples } from '../reference/samples.ts'

const op = defineUnary({ name: 'sign', onnx: 'Sign', dtypes: NUMBERS, grad: (_up, x) => fullLike(x, 0) })

/**
 * -1, 0 or 1 for each element. The gradient is 0 everywhere.
 *
 * @example
 * sign(tensor([-2, 0, 3])) // [-1, 0, 1]
 */
export function sign(x: Tensor): Tensor {
  return op.apply([x], {})
}

export const check: OpCheck = {
  op,
  reference: ([x]) => map(x, Math.sign),
  samples: distinctSamples,
}
