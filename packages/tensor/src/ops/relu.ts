import { defineUnary } from '../graph/define-elementwise.ts'
import type { Tensor } from '../graph/tensor.ts'
import { map } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { distinctSamples } from '../reference/samples.ts'
import { step } from './step.ts'

const op = defineUnary({ name: 'relu', onnx: 'Relu', grad: (up, _x, y) => up.mul(step(y)) })

/**
 * max(x, 0) of each element. The gradient at 0 is 0.
 *
 * @example
 * relu(tensor([-1, 2])) // [0, 2]
 */
export function relu(x: Tensor): Tensor {
  return op.apply([x], {})
}

export const check: OpCheck = {
  op,
  reference: ([x]) => map(x, (v) => Math.max(v, 0)),
  samples: distinctSamples,
}
