import { asFloat, defineUnary } from '../graph/define-elementwise.ts'
import type { Tensor } from '../graph/tensor.ts'
import { map } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { unarySamples } from '../reference/samples.ts'
import { sub } from './sub.ts'

const op = defineUnary({ name: 'sigmoid', onnx: 'Sigmoid', grad: (up, _x, y) => up.mul(y).mul(sub(1, y)) })

/**
 * 1 / (1 + exp(-x)) of each element.
 *
 * @example
 * sigmoid(tensor([0, 100])) // [0.5, 1]
 */
export function sigmoid(x: Tensor): Tensor {
  return op.apply([asFloat(x)], {})
}

export const check: OpCheck = {
  op,
  reference: ([x]) => map(x, (v) => 1 / (1 + Math.exp(-v))),
  samples: unarySamples,
}
