import { defineOp } from '../graph/define-op.ts'
import { NUMBERS } from '../graph/dtype.ts'
import { normalizeDim, reduceShape } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { reduce } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { plain } from '../reference/samples.ts'

interface Attributes {
  dim: number
  keepdim: boolean
}

const op = defineOp<Attributes, 1>({
  name: 'argmax',
  dtypes: NUMBERS.filter((dtype) => dtype !== 'int64'),
  outputs: ([x], { dim, keepdim }) => [{ dtype: 'int64', shape: reduceShape(x.shape, [dim], keepdim) }],
  onnx: (emitter, [x], { attributes: { dim, keepdim } }) =>
    emitter.emit('ArgMax', [x], { axis: { int: dim }, keepdims: { int: Number(keepdim) } }),
})

/**
 * Index (int64) of the largest element along a dimension, or in the flattened tensor; the first where some tie.
 *
 * @example
 * argmax(tensor([[1, 3], [4, 2]]), 1) // [1, 0]
 */
export function argmax(x: Tensor, dim?: number, keepdim = false): Tensor {
  const operand = x.dtype === 'int64' ? x.to('float64') : x
  if (dim === undefined) return op.apply([operand.reshape([-1])], { dim: 0, keepdim: false })
  if (x.ndim === 0) return op.apply([operand.reshape([1])], { dim: 0, keepdim: false })
  return op.apply([operand], { dim: normalizeDim(dim, x.ndim), keepdim })
}

export const check: OpCheck<Attributes> = {
  op,
  reference: ([x], { dim }) =>
    reduce(x!, [dim], (values) => values.reduce((best, value, i) => (value > values[best]! ? i : best), 0)),
  samples: (random) => [
    { inputs: [random.normal([3, 4])], attributes: { dim: 1, keepdim: false } },
    { inputs: [random.normal([3, 2, 2])], attributes: { dim: 0, keepdim: true } },
    { inputs: [plain([1, 3, 3, 1, 1, 3], [2, 3])], attributes: { dim: 1, keepdim: false } },
  ],
}
