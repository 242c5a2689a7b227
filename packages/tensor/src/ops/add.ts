import { type Operand, promote } from '../functions/promote.ts'
import { defineBinary } from '../graph/define-elementwise.ts'
import type { Tensor } from '../graph/tensor.ts'
import { zip } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { binarySamples } from '../reference/samples.ts'

const op = defineBinary({ name: 'add', onnx: 'Add', grad: (up) => [up, up] })

/**
 * Sum of two tensors.
 *
 * @example
 * add(tensor([[1], [2]]), tensor([10, 20])) // [[11, 21], [12, 22]]
 */
export function add(a: Operand, b: Operand): Tensor {
  const [x, y] = promote(a, b)
  return op.apply([x, y], {})
}

export const check: OpCheck = {
  op,
  reference: (inputs) => zip(inputs, (a, b) => a + b),
  samples: binarySamples,
}
