import { asFloat, defineUnary } from '../graph/define-elementwise.ts'
import type { Tensor } from '../graph/tensor.ts'
import { map } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { positiveSamples } from '../reference/samples.ts'

const op = defineUnary({ name: 'sqrt', onnx: 'Sqrt', grad: (up, _x, y) => up.div(y.mul(2)) })

/**
 * The square root of each element.
 *
 * @example
 * sqrt(tensor([4, 9])) // [2, 3]
 */
export function sqrt(x: Tensor): Tensor {
  return op.apply([asFloat(x)], {})
}

export const check: OpCheck = {
  op,
  reference: ([x]) => map(x, Math.sqrt),
  samples: positiveSamples,
}
