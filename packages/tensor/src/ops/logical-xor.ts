import { type Operand, promote } from '../functions/promote.ts'
import { defineBinary } from '../graph/define-elementwise.ts'
import type { Tensor } from '../graph/tensor.ts'
import { zip } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { boolPairs } from '../reference/samples.ts'

const op = defineBinary({ name: 'logicalXor', onnx: 'Xor', dtypes: ['bool'], result: 'bool' })

/**
 * Whether exactly one is true.
 *
 * @example
 * logicalXor(tensor([true, true]), tensor([true, false])) // [false, true]
 */
export function logicalXor(a: Operand, b: Operand): Tensor {
  const [x, y] = promote(a, b)
  return op.apply([x.to('bool'), y.to('bool')], {})
}

export const check: OpCheck = {
  op,
  reference: (inputs) => zip(inputs, (a, b) => a ^ b),
  samples: boolPairs,
}
