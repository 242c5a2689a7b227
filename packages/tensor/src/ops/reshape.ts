import { defineOp } from '../graph/define-op.ts'
import { DTYPES } from '../graph/dtype.ts'
import { type Shape, sameShape, show, sizeOf } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import type { OpCheck } from '../reference/op-check.ts'

interface Attributes {
  shape: Shape
}

const op = defineOp<Attributes, 1>({
  name: 'reshape',
  dtypes: DTYPES,
  outputs: ([x], { shape }) => [{ dtype: x.dtype, shape }],
  onnx: (emitter, [x], { attributes: { shape } }) =>
    emitter.emit('Reshape', [x, emitter.ints(shape)], { allowzero: { int: 1 } }),
  grad: ({ up, inputs: [x] }) => [up.reshape(x.shape)],
})

/**
 * The same elements in another shape; one dimension may be -1 and is worked out. Copies nothing.
 *
 * @example
 * reshape(tensor([1, 2, 3, 4]), [2, -1]) // [[1, 2], [3, 4]]
 */
export function reshape(x: Tensor, shape: Shape): Tensor {
  const known = sizeOf(shape.filter((dim) => dim !== -1))
  const target = shape.map((dim) => (dim === -1 ? x.numel / known : dim))
  const isAmbiguous = shape.indexOf(-1) !== shape.lastIndexOf(-1)
  if (
    isAmbiguous ||
    sizeOf(target) !== x.numel ||
    target.some((dim) => dim < 0) ||
    !target.every(Number.isInteger)
  ) {
    throw new TensorError('shape', `cannot reshape ${show(x.shape)} to ${show(shape)}`)
  }
  return sameShape(x.shape, target) ? x : op.apply([x], { shape: target })
}

export const check: OpCheck<Attributes> = {
  op,
  reference: ([x]) => x!.data,
  samples: (random) => [
    { inputs: [random.normal([2, 3])], attributes: { shape: [3, 1, 2] } },
    { inputs: [random.normal([1, 1])], attributes: { shape: [] } },
    { inputs: [random.normal([0, 3])], attributes: { shape: [2, 0] } },
  ],
}
