import { type Operand, promote } from '../functions/promote.ts'
import { defineBinary } from '../graph/define-elementwise.ts'
import type { Tensor } from '../graph/tensor.ts'
import { zip } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { boolPairs } from '../reference/samples.ts'

const op = defineBinary({ name: 'logicalAnd', onnx: 'And', dtypes: ['bool'], result: 'bool' })

/**
 * Whether both are true.
 *
 * @example
 * logicalAnd(tensor([true, true]), tensor([true, false])) // [true, false]
 */
export function logicalAnd(a: Operand, b: Operand): Tensor {
  const [x, y] = promote(a, b)
  return op.apply([x.to('bool'), y.to('bool')], {})
}

export const check: OpCheck = {
  op,
  reference: (inputs) => zip(inputs, (a, b) => a & b),
  samples: boolPairs,
}
