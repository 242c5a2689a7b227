import { asFloat } from '../graph/define-elementwise.ts'
import { defineOp } from '../graph/define-op.ts'
import { FLOATS } from '../graph/dtype.ts'
import { normalizeDim } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { alongDim } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'

interface Attributes {
  dim: number
}

const op = defineOp<Attributes, 1>({
  name: 'softmax',
  dtypes: FLOATS,
  outputs: ([x]) => [x],
  onnx: (emitter, [x], { attributes: { dim } }) => emitter.emit('Softmax', [x], { axis: { int: dim } }),
  grad: ({ up, outputs: [y], attributes: { dim } }) => {
    const weighted = up.mul(y!)
    return [weighted.sub(y!.mul(weighted.sum(dim, true)))]
  },
})

/**
 * exp(x) over its sum along a dimension.
 *
 * @example
 * softmax(tensor([[0, Math.log(3)]])) // [[0.25, 0.75]]
 */
export function softmax(x: Tensor, dim = -1): Tensor {
  if (x.ndim === 0) return softmax(x.reshape([1]), 0).reshape([])
  return op.apply([asFloat(x)], { dim: normalizeDim(dim, x.ndim) })
}

export const check: OpCheck<Attributes> = {
  op,
  reference: ([x], { dim }) =>
    alongDim(x!, dim, (values) => {
      const total = values.reduce((sum, v) => sum + Math.exp(v), 0)
      return values.map((v) => Math.exp(v) / total)
    }),
  samples: (random) => [
    { inputs: [random.normal([2, 3])], attributes: { dim: 1 } },
    { inputs: [random.normal([2, 3, 2])], attributes: { dim: 1 } },
    { inputs: [random.normal([3])], attributes: { dim: 0 } },
  ],
}
