import { fullLike } from '../functions/creation.ts'
import { defineUnary } from '../graph/define-elementwise.ts'
import { isFloat } from '../graph/dtype.ts'
import type { Tensor } from '../graph/tensor.ts'
import { map } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { distinctSamples } from '../reference/samples.ts'

const op = defineUnary({ name: 'ceil', onnx: 'Ceil', grad: (_up, x) => fullLike(x, 0) })

/**
 * The smallest whole number not below each element. The gradient is 0 everywhere.
 *
 * @example
 * ceil(tensor([1.2, -1.2])) // [2, -1]
 */
export function ceil(x: Tensor): Tensor {
  return isFloat(x.dtype) ? op.apply([x], {}) : x
}

export const check: OpCheck = {
  op,
  reference: ([x]) => map(x, Math.ceil),
  samples: distinctSamples,
}
