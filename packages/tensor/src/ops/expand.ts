import { defineOp } from '../graph/define-op.ts'
import { DTYPES } from '../graph/dtype.ts'
import { broadcastShapes, type Shape, sameShape, show, sizeOf } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { at, eachIndex } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'

interface Attributes {
  shape: Shape
}

const op = defineOp<Attributes, 1>({
  name: 'expand',
  dtypes: DTYPES,
  outputs: ([x], { shape }) => [{ dtype: x.dtype, shape }],
  onnx: (emitter, [x], { attributes: { shape } }) => emitter.emit('Expand', [x, emitter.ints(shape)]),
  grad: ({ up, inputs: [x] }) => [up.sumTo(x.shape)],
})

/**
 * Repeats dimensions of size 1 up to `shape`, adding leading ones; -1 keeps a dimension. Nothing is copied by hand.
 *
 * @example
 * expand(tensor([[1], [2]]), [2, 3]) // [[1, 1, 1], [2, 2, 2]]
 */
export function expand(x: Tensor, shape: Shape): Tensor {
  const skip = shape.length - x.ndim
  const target = shape.map((dim, i) => (dim === -1 ? (x.shape[i - skip] ?? -1) : dim))
  if (target.some((dim) => dim < 0) || !sameShape(broadcastShapes(x.shape, target), target)) {
    throw new TensorError('shape', `cannot expand ${show(x.shape)} to ${show(shape)}`)
  }
  return sameShape(x.shape, target) ? x : op.apply([x], { shape: target })
}

export const check: OpCheck<Attributes> = {
  op,
  reference: ([x], { shape }) => {
    const out = new Float64Array(sizeOf(shape))
    eachIndex(shape, (index, position) => {
      out[position] = at(x!, index)
    })
    return out
  },
  samples: (random) => [
    { inputs: [random.normal([2, 1])], attributes: { shape: [3, 2, 4] } },
    { inputs: [random.normal([])], attributes: { shape: [2, 2] } },
    { inputs: [random.normal([1, 3])], attributes: { shape: [0, 3] } },
  ],
}
