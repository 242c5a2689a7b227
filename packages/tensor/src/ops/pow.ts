import { fullLike } from '../functions/creation.ts'
import { type Operand, promote } from '../functions/promote.ts'
import { defineBinary } from '../graph/define-elementwise.ts'
import { isFloat } from '../graph/dtype.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { zip } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { plain } from '../reference/samples.ts'
import { where } from './where.ts'

const op = defineBinary({
  name: 'pow',
  onnx: 'Pow',
  grad: (up, a, b, y) => {
    const zero = fullLike(up, 0, [])
    return [
      where(b.eq(0), zero, up.mul(b).mul(a.pow(b.sub(1)))),
      // 0 to a positive power is flat in the power, though its logarithm is infinite.
      where(a.eq(0).logicalAnd(b.ge(0)), zero, up.mul(y).mul(a.log())),
    ]
  },
})

/**
 * `a` to the power of `b`, element by element.
 *
 * @example
 * pow(tensor([2, 3]), 2) // [4, 9]
 */
export function pow(a: Operand, b: Operand): Tensor {
  // Multiplying and roots are many times faster than a general power.
  if (typeof a !== 'number') {
    if (b === 2) return a.mul(a)
    if (b === 3) return a.mul(a).mul(a)
    if (b === 0.5) return a.sqrt()
    if (b === 1) return a
  }
  const [x, y] = promote(a, b)
  if (!isFloat(x.dtype) && typeof b === 'number' && b < 0) {
    throw new TensorError('dtype', `${x.dtype} has no power ${b}: cast to float32 first`)
  }
  return op.apply([x, y], {})
}

export const check: OpCheck = {
  op,
  reference: (inputs) => zip(inputs, Math.pow),
  samples: (random) => [
    { inputs: [random.uniform([2, 3], 0.5, 2), random.normal([2, 3])], attributes: {} },
    { inputs: [random.uniform([2, 1], 0.5, 2), random.normal([3])], attributes: {} },
    { inputs: [random.uniform([0, 1], 0.5, 2), random.normal([])], attributes: {} },
    { inputs: [plain([-2, -1, 0, 3]), plain([2], [])], attributes: {}, gradient: false },
  ],
}
