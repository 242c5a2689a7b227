import { full } from '../functions/creation.ts'
import { defineUnary } from '../graph/define-elementwise.ts'
import { isFloat } from '../graph/dtype.ts'
import type { Tensor } from '../graph/tensor.ts'
import { map } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { unarySamples } from '../reference/samples.ts'

const op = defineUnary({ name: 'isinf', onnx: 'IsInf', result: 'bool' })

/**
 * Whether each element is infinite, of either sign.
 *
 * @example
 * isinf(tensor([1, Infinity])) // [false, true]
 */
export function isinf(x: Tensor): Tensor {
  return isFloat(x.dtype) ? op.apply([x], {}) : full(x.shape, 0, { dtype: 'bool' })
}

export const check: OpCheck = {
  op,
  reference: ([x]) => map(x, (v) => (Math.abs(v) === Number.POSITIVE_INFINITY ? 1 : 0)),
  samples: unarySamples,
}
