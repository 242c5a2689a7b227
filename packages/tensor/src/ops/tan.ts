import { asFloat, defineUnary } from '../graph/define-elementwise.ts'
import type { Tensor } from '../graph/tensor.ts'
import { map } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { unarySamples } from '../reference/samples.ts'

const op = defineUnary({
  name: 'tan',
  onnx: 'Tan',
  dtypes: ['float32'],
  grad: (up, _x, y) => up.mul(y.mul(y).add(1)),
})

/**
 * The tangent of each element (radians).
 *
 * @example
 * tan(tensor([0, Math.PI / 4])) // [0, 1]
 */
export function tan(x: Tensor): Tensor {
  return op.apply([asFloat(x)], {})
}

export const check: OpCheck = {
  op,
  reference: ([x]) => map(x, Math.tan),
  samples: unarySamples,
  tolerance: 2e-5,
}
