import { fullLike } from '../functions/creation.ts'
import { defineUnary } from '../graph/define-elementwise.ts'
import { isFloat } from '../graph/dtype.ts'
import type { Tensor } from '../graph/tensor.ts'
import { map } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { distinctSamples } from '../reference/samples.ts'

const op = defineUnary({ name: 'floor', onnx: 'Floor', grad: (_up, x) => fullLike(x, 0) })

/**
 * The largest whole number not above each element. The gradient is 0 everywhere.
 *
 * @example
 * floor(tensor([1.7, -1.2])) // [1, -2]
 */
export function floor(x: Tensor): Tensor {
  return isFloat(x.dtype) ? op.apply([x], {}) : x
}

export const check: OpCheck = {
  op,
  reference: ([x]) => map(x, Math.floor),
  samples: distinctSamples,
}
