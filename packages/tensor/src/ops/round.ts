import { fullLike } from '../functions/creation.ts'
import { defineUnary } from '../graph/define-elementwise.ts'
import { isFloat } from '../graph/dtype.ts'
import type { Tensor } from '../graph/tensor.ts'
import { map } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { distinctSamples } from '../reference/samples.ts'

const op = defineUnary({ name: 'round', onnx: 'Round', grad: (_up, x) => fullLike(x, 0) })

/**
 * The nearest whole number to each element; halves go to the even one. The gradient is 0 everywhere.
 *
 * @example
 * round(tensor([1.4, 1.5, 2.5])) // [1, 2, 2]
 */
export function round(x: Tensor): Tensor {
  return isFloat(x.dtype) ? op.apply([x], {}) : x
}

export const check: OpCheck = {
  op,
  reference: ([x]) => map(x, (v) => (Math.abs(v % 1) === 0.5 ? 2 * Math.round(v / 2) : Math.round(v))),
  samples: distinctSamples,
}
