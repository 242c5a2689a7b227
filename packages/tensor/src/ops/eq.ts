import { type Operand, promote } from '../functions/promote.ts'
import { defineBinary } from '../graph/define-elementwise.ts'
import { NUMBERS } from '../graph/dtype.ts'
import type { Tensor } from '../graph/tensor.ts'
import { zip } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { distinctPairs } from '../reference/samples.ts'

const op = defineBinary({ name: 'eq', onnx: 'Equal', dtypes: [...NUMBERS, 'bool'], result: 'bool' })

/**
 * Whether two elements are equal.
 *
 * @example
 * eq(tensor([1, 2]), 2) // [false, true]
 */
export function eq(a: Operand, b: Operand): Tensor {
  const [x, y] = promote(a, b)
  return op.apply([x, y], {})
}

export const check: OpCheck = {
  op,
  reference: (inputs) => zip(inputs, (a, b) => (a === b ? 1 : 0)),
  samples: distinctPairs,
}
