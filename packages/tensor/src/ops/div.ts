import { type Operand, promote } from '../functions/promote.ts'
import { asFloat, defineBinary } from '../graph/define-elementwise.ts'
import { FLOATS } from '../graph/dtype.ts'
import type { Tensor } from '../graph/tensor.ts'
import { zip } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { binarySamples } from '../reference/samples.ts'

const op = defineBinary({
  name: 'div',
  onnx: 'Div',
  dtypes: FLOATS,
  grad: (up, _a, b, y) => [up.div(b), up.mul(y).div(b).neg()],
})

/**
 * Quotient of two tensors; of integers as float32.
 *
 * @example
 * div(tensor([1, 2]), 4) // [0.25, 0.5]
 */
export function div(a: Operand, b: Operand): Tensor {
  const [x, y] = promote(a, b)
  return op.apply([asFloat(x), asFloat(y)], {})
}

export const check: OpCheck = {
  op,
  reference: (inputs) => zip(inputs, (a, b) => a / b),
  samples: binarySamples,
}
