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
  name: 'logSoftmax',
  dtypes: FLOATS,
  outputs: ([x]) => [x],
  onnx: (emitter, [x], { attributes: { dim } }) => emitter.emit('LogSoftmax', [x], { axis: { int: dim } }),
  grad: ({ up, outputs: [y], attributes: { dim } }) => {
    return [up.sub(y!.exp().mul(up.sum(dim, true)))]
  },
})

/**
 * Logarithm of the softmax along a dimension.
 *
 * @example
 * logSoftmax(tensor([[5, 5]])) // [[-0.6931, -0.6931]]
 */
export function logSoftmax(x: Tensor, dim = -1): Tensor {
  if (x.ndim === 0) return logSoftmax(x.reshape([1]), 0).reshape([])
  return op.apply([asFloat(x)], { dim: normalizeDim(dim, x.ndim) })
}

export const check: OpCheck<Attributes> = {
  op,
  reference: ([x], { dim }) =>
    alongDim(x!, dim, (values) => {
      const total = values.reduce((sum, v) => sum + Math.exp(v), 0)
      return values.map((v) => v - Math.log(total))
    }),
  samples: (random) => [
    { inputs: [random.normal([2, 3])], attributes: { dim: 1 } },
    { inputs: [random.normal([2, 3, 2])], attributes: { dim: 1 } },
    { inputs: [random.normal([3])], attributes: { dim: 0 } },
  ],
}
