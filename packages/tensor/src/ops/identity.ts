import { defineUnary } from '../graph/define-elementwise.ts'
import { DTYPES } from '../graph/dtype.ts'
import { noGrad } from '../graph/grad-mode.ts'
import type { Tensor } from '../graph/tensor.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { unarySamples } from '../reference/samples.ts'

const op = defineUnary({ name: 'identity', onnx: 'Identity', dtypes: DTYPES, grad: (up) => up })

/**
 * The same elements as a tensor of its own.
 *
 * @example
 * identity(tensor([1, 2])) // [1, 2]
 */
export function identity(x: Tensor): Tensor {
  return op.apply([x], {})
}

/**
 * The same elements, but a constant to `grad`.
 *
 * @example
 * const x = tensor([3])
 * grad(x.mul(detach(x)).sum(), [x])[0] // [3]
 */
export function detach(x: Tensor): Tensor {
  return noGrad(() => identity(x))
}

export const check: OpCheck = {
  op,
  reference: ([x]) => x!.data,
  samples: unarySamples,
}
