import { asFloat, defineUnary } from '../graph/define-elementwise.ts'
import type { Tensor } from '../graph/tensor.ts'
import { map } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { unarySamples } from '../reference/samples.ts'
import { sub } from './sub.ts'

const op = defineUnary({ name: 'tanh', onnx: 'Tanh', grad: (up, _x, y) => up.mul(sub(1, y.mul(y))) })

/**
 * The hyperbolic tangent of each element.
 *
 * @example
 * tanh(tensor([0, 1])) // [0, 0.7616]
 */
export function tanh(x: Tensor): Tensor {
  return op.apply([asFloat(x)], {})
}

export const check: OpCheck = {
  op,
  reference: ([x]) => map(x, Math.tanh),
  samples: unarySamples,
}
