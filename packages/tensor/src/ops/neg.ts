import { defineUnary } from '../graph/define-elementwise.ts'
import { NUMBERS } from '../graph/dtype.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { map } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { unarySamples } from '../reference/samples.ts'

const op = defineUnary({ name: 'neg', onnx: 'Neg', dtypes: NUMBERS, grad: (up) => up.neg() })

/**
 * The negative of each element.
 *
 * @example
 * neg(tensor([1, -2])) // [-1, 2]
 */
export function neg(x: Tensor): Tensor {
  if (x.dtype === 'bool') throw new TensorError('dtype', 'bools have no negative: use logicalNot')
  return op.apply([x], {})
}

export const check: OpCheck = {
  op,
  reference: ([x]) => map(x, (v) => -v),
  samples: unarySamples,
}
