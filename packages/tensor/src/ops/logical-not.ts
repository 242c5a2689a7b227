import { defineUnary } from '../graph/define-elementwise.ts'
import type { Tensor } from '../graph/tensor.ts'
import { map } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'

const op = defineUnary({ name: 'logicalNot', onnx: 'Not', dtypes: ['bool'] })

/**
 * True where an element (bool) is false.
 *
 * @example
 * logicalNot(tensor([true, false])) // [false, true]
 */
export function logicalNot(x: Tensor): Tensor {
  return op.apply([x.to('bool')], {})
}

export const check: OpCheck = {
  op,
  reference: ([x]) => map(x, (v) => 1 - v),
  samples: (random) => [
    { inputs: [random.bools([2, 3])], attributes: {} },
    { inputs: [random.bools([])], attributes: {} },
  ],
}
