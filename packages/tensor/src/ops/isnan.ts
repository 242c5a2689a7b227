import { full } from '../functions/creation.ts'
import { defineUnary } from '../graph/define-elementwise.ts'
import { isFloat } from '../graph/dtype.ts'
import type { Tensor } from '../graph/tensor.ts'
import { map } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { unarySamples } from '../reference/samples.ts'

const op = defineUnary({ name: 'isnan', onnx: 'IsNaN', result: 'bool' })

/**
 * Whether each element is not a number.
 *
 * @example
 * isnan(tensor([1, NaN])) // [false, true]
 */
export function isnan(x: Tensor): Tensor {
  return isFloat(x.dtype) ? op.apply([x], {}) : full(x.shape, 0, { dtype: 'bool' })
}

export const check: OpCheck = {
  op,
  reference: ([x]) => map(x, (v) => (Number.isNaN(v) ? 1 : 0)),
  samples: unarySamples,
}
