import { fullLike } from '../functions/creation.ts'
import { type Operand, promote } from '../functions/promote.ts'
import { defineOp } from '../graph/define-op.ts'
import { broadcastShapes } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { zip } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'

const op = defineOp<object, 3>({
  name: 'where',
  dtypes: ['bool'],
  outputs: ([condition, a, b]) => [
    { dtype: a.dtype, shape: broadcastShapes(condition.shape, broadcastShapes(a.shape, b.shape)) },
  ],
  onnx: (emitter, inputs) => emitter.emit('Where', inputs),
  grad: ({ up, inputs: [condition, a, b] }) => {
    const zero = fullLike(up, 0, [])
    return [undefined, where(condition, up, zero).sumTo(a.shape), where(condition, zero, up).sumTo(b.shape)]
  },
})

/**
 * `a` where the condition (bool) holds, else `b`; all three broadcast.
 *
 * @example
 * where(tensor([true, false]), tensor([1, 2]), 0) // [1, 0]
 */
export function where(condition: Tensor, a: Operand, b: Operand): Tensor {
  const [x, y] = promote(a, b)
  // There is a kernel for bytes, and none for bools.
  if (x.dtype === 'bool') return where(condition, x.to('uint8'), y.to('uint8')).to('bool')
  return op.apply([condition, x, y], {})
}

export const check: OpCheck = {
  op,
  reference: (inputs) => zip(inputs, (condition, a, b) => (condition ? a! : b!)),
  samples: (random) => [
    { inputs: [random.bools([2, 3]), random.normal([2, 3]), random.normal([2, 3])], attributes: {} },
    { inputs: [random.bools([3]), random.normal([2, 1]), random.normal([])], attributes: {} },
    { inputs: [random.bools([0, 3]), random.normal([1, 3]), random.normal([])], attributes: {} },
    { inputs: [random.bools([3]), random.integers([3], -5, 5), random.integers([1], 0, 9)], attributes: {} },
  ],
}
