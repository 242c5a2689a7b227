import { asFloat, defineUnary } from '../graph/define-elementwise.ts'
import type { Tensor } from '../graph/tensor.ts'
import { map } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { positiveSamples } from '../reference/samples.ts'

const op = defineUnary({ name: 'log', onnx: 'Log', grad: (up, x) => up.div(x) })

/**
 * The natural logarithm of each element.
 *
 * @example
 * log(tensor([1, Math.E])) // [0, 1]
 */
export function log(x: Tensor): Tensor {
  return op.apply([asFloat(x)], {})
}

export const check: OpCheck = {
  op,
  reference: ([x]) => map(x, Math.log),
  samples: positiveSamples,
}
