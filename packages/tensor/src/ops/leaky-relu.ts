import { constant } from '../functions/promote.ts'
import { defineOp } from '../graph/define-op.ts'
import type { Tensor } from '../graph/tensor.ts'
import { map } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { where } from './where.ts'

interface Attributes {
  slope: number
}

const op = defineOp<Attributes, 1>({
  name: 'leakyRelu',
  dtypes: ['float32'],
  outputs: ([x]) => [x],
  onnx: (emitter, [x], { attributes: { slope } }) =>
    emitter.emit('LeakyRelu', [x], { alpha: { float: slope } }),
  grad: ({ up, inputs: [x], attributes: { slope } }) => [
    up.mul(where(x.gt(0), constant(1, x.dtype), constant(slope, x.dtype))),
  ],
})

/**
 * x where it is positive, else `slope` times x. The gradient at 0 is `slope`.
 *
 * @example
 * leakyRelu(tensor([-1, 2]), 0.1) // [-0.1, 2]
 */
export function leakyRelu(x: Tensor, slope = 0.01): Tensor {
  return op.apply([x], { slope })
}

export const check: OpCheck<Attributes> = {
  op,
  reference: ([x], { slope }) => map(x, (v) => (v > 0 ? v : v * slope)),
  samples: (random) => [
    { inputs: [random.distinct([2, 3])], attributes: { slope: 0.01 } },
    { inputs: [random.distinct([])], attributes: { slope: 0.3 } },
  ],
}
