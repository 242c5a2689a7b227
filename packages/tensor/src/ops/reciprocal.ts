import { asFloat, defineUnary } from '../graph/define-elementwise.ts'
import type { Tensor } from '../graph/tensor.ts'
import { map } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { positiveSamples } from '../reference/samples.ts'

const op = defineUnary({
  name: 'reciprocal',
  onnx: 'Reciprocal',
  grad: (up, _x, y) => up.mul(y).mul(y).neg(),
})

/**
 * One over each element.
 *
 * @example
 * reciprocal(tensor([2, 4])) // [0.5, 0.25]
 */
export function reciprocal(x: Tensor): Tensor {
  return op.apply([asFloat(x)], {})
}

export const check: OpCheck = {
  op,
  reference: ([x]) => map(x, (v) => 1 / v),
  samples: positiveSamples,
}
