import { type Operand, promote } from '../functions/promote.ts'
import { defineBinary } from '../graph/define-elementwise.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { zip } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { binarySamples } from '../reference/samples.ts'

const op = defineBinary({ name: 'sub', onnx: 'Sub', grad: (up) => [up, up.neg()] })

/**
 * Difference of two tensors.
 *
 * @example
 * sub(10, tensor([1, 2])) // [9, 8]
 */
export function sub(a: Operand, b: Operand): Tensor {
  const [x, y] = promote(a, b)
  if (x.dtype === 'bool')
    throw new TensorError('dtype', 'bools have no difference: use logicalXor or logicalNot')
  return op.apply([x, y], {})
}

export const check: OpCheck = {
  op,
  reference: (inputs) => zip(inputs, (a, b) => a - b),
  samples: binarySamples,
}
