import { defineOp } from '../graph/define-op.ts'
import { DTYPES } from '../graph/dtype.ts'
import { normalizeDim, type Shape, show, sizeOf } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { at, eachIndex } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'

interface Attributes {
  dims: Shape
}

const op = defineOp<Attributes, 1>({
  name: 'permute',
  dtypes: DTYPES,
  outputs: ([x], { dims }) => [{ dtype: x.dtype, shape: dims.map((dim) => x.shape[dim]!) }],
  onnx: (emitter, [x], { attributes: { dims } }) => emitter.emit('Transpose', [x], { perm: { ints: dims } }),
  grad: ({ up, attributes: { dims } }) => [up.permute(dims.map((_, i) => dims.indexOf(i)))],
})

/**
 * Dimensions in another order: dimension i of the result is dimension `dims[i]` of `x`.
 *
 * @example
 * permute(zeros([2, 3, 4]), [2, 0, 1]).shape // [4, 2, 3]
 */
export function permute(x: Tensor, dims: Shape): Tensor {
  const order = dims.map((dim) => normalizeDim(dim, x.ndim))
  if (order.length !== x.ndim || new Set(order).size !== x.ndim) {
    throw new TensorError('shape', `${show(dims)} is no order of the dimensions of ${show(x.shape)}`)
  }
  return order.every((dim, i) => dim === i) ? x : op.apply([x], { dims: order })
}

export const check: OpCheck<Attributes> = {
  op,
  reference: ([x], { dims }, [out]) => {
    const data = new Float64Array(sizeOf(out!.shape))
    eachIndex(out!.shape, (index, position) => {
      const from = dims.map((_, i) => index[dims.indexOf(i)]!)
      data[position] = at(x!, from)
    })
    return data
  },
  samples: (random) => [
    { inputs: [random.normal([2, 3])], attributes: { dims: [1, 0] } },
    { inputs: [random.normal([2, 1, 3, 2])], attributes: { dims: [3, 0, 1, 2] } },
    { inputs: [random.normal([2, 0, 3])], attributes: { dims: [2, 0, 1] } },
  ],
}
