import { shareOfGreater as share } from '../autograd/share-of-greater.ts'
import { type Operand, promote } from '../functions/promote.ts'
import { defineBinary } from '../graph/define-elementwise.ts'
import type { Tensor } from '../graph/tensor.ts'
import { zip } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { distinctPairs } from '../reference/samples.ts'

const op = defineBinary({
  name: 'minimum',
  onnx: 'Min',
  grad: (up, a, b) => [up.mul(share(b, a)), up.mul(share(a, b))],
})

/**
 * The smaller of two elements. Where they tie each gets half of the gradient.
 *
 * @example
 * minimum(tensor([1, 5]), tensor([3, 2])) // [1, 2]
 */
export function minimum(a: Operand, b: Operand): Tensor {
  const [x, y] = promote(a, b)
  return op.apply([x, y], {})
}

export const check: OpCheck = {
  op,
  reference: (inputs) => zip(inputs, Math.min),
  samples: distinctPairs,
}
