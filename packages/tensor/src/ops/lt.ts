import { type Operand, promote } from '../functions/promote.ts'
import { defineBinary } from '../graph/define-elementwise.ts'
import type { Tensor } from '../graph/tensor.ts'
import { zip } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { distinctPairs } from '../reference/samples.ts'

const op = defineBinary({ name: 'lt', onnx: 'Less', result: 'bool' })

/**
 * Whether an element is less than the other.
 *
 * @example
 * lt(tensor([1, 2, 3]), 2) // [true, false, false]
 */
export function lt(a: Operand, b: Operand): Tensor {
  const [x, y] = promote(a, b)
  return op.apply([x, y], {})
}

export const check: OpCheck = {
  op,
  reference: (inputs) => zip(inputs, (a, b) => (a < b ? 1 : 0)),
  samples: distinctPairs,
}
