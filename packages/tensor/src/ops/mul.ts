import { type Operand, promote } from '../functions/promote.ts'
import { defineBinary } from '../graph/define-elementwise.ts'
import type { Tensor } from '../graph/tensor.ts'
import { zip } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { binarySamples } from '../reference/samples.ts'

const op = defineBinary({ name: 'mul', onnx: 'Mul', grad: (up, a, b) => [up.mul(b), up.mul(a)] })

/**
 * Product of two tensors, element by element.
 *
 * @example
 * mul(tensor([1, 2]), tensor([3, 4])) // [3, 8]
 */
export function mul(a: Operand, b: Operand): Tensor {
  const [x, y] = promote(a, b)
  return op.apply([x, y], {})
}

export const check: OpCheck = {
  op,
  reference: (inputs) => zip(inputs, (a, b) => a * b),
  samples: binarySamples,
}
