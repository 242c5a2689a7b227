import { type CallableOp, defineOp } from './define-op.ts'
import { requireElements } from './define-reduction.ts'
import { isSmall, NUMBERS } from './dtype.ts'
import { normalizeDim, reduceShape } from './shape.ts'
import type { Tensor } from './tensor.ts'

export interface ArgReduceAttributes {
  dim: number
  keepdim: boolean
}

/** An op that finds the index (int64) of one element of every slice along a dimension; int64 is searched as float64. */
export function defineArgReduction(
  name: string,
  onnx: 'ArgMax' | 'ArgMin',
): {
  op: CallableOp<ArgReduceAttributes, 1>
  apply: (x: Tensor, dim: number | undefined, keepdim: boolean) => Tensor
} {
  const op = defineOp<ArgReduceAttributes, 1>({
    name,
    dtypes: NUMBERS.filter((dtype) => dtype !== 'int64'),
    outputs: ([x], { dim, keepdim }) => [{ dtype: 'int64', shape: reduceShape(x.shape, [dim], keepdim) }],
    onnx: (emitter, [x], { attributes: { dim, keepdim } }) =>
      emitter.emit(onnx, [x], { axis: { int: dim }, keepdims: { int: Number(keepdim) } }),
  })
  const apply = (x: Tensor, dim: number | undefined, keepdim: boolean) => {
    requireElements(name, x, dim)
    const operand = x.dtype === 'int64' ? x.to('float64') : isSmall(x.dtype) ? x.to('int32') : x
    if (dim === undefined || x.ndim === 0) {
      return op.apply([operand.reshape([-1])], { dim: 0, keepdim: false })
    }
    return op.apply([operand], { dim: normalizeDim(dim, x.ndim), keepdim })
  }
  return { op, apply }
}
