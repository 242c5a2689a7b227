import { type Operand, promote } from '../functions/promote.ts'
import { defineOp } from '../graph/define-op.ts'
import { NUMBERS } from '../graph/dtype.ts'
import { broadcastShapes } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { zip } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'

const op = defineOp<object, 2>({
  name: 'fmod',
  dtypes: NUMBERS,
  outputs: ([a, b]) => [{ dtype: a.dtype, shape: broadcastShapes(a.shape, b.shape) }],
  onnx: (emitter, inputs) => emitter.emit('Mod', inputs, { fmod: { int: 1 } }),
  grad: ({ up, inputs: [a, b] }) => [
    up.sumTo(a.shape),
    up
      .mul(a.sub(a.fmod(b)).div(b))
      .neg()
      .sumTo(b.shape),
  ],
})

/**
 * Remainder of a division, with the sign of the dividend (C's `fmod`).
 *
 * @example
 * fmod(tensor([-7, 7]), 3) // [-1, 1]
 */
export function fmod(a: Operand, b: Operand): Tensor {
  return op.apply(promote(a, b), {})
}

export const check: OpCheck = {
  op,
  reference: (inputs) => zip(inputs, (a, b) => a! % b!),
  samples: (random) => [
    { inputs: [random.distinct([2, 3]), random.uniform([3], 1.1, 1.3)], attributes: {} },
    { inputs: [random.integers([4], -9, 9), random.integers([], 2, 4)], attributes: {} },
  ],
  tolerance: 1e-5,
}
