import { type CallableOp, defineOp } from './define-op.ts'
import { type Dtype, isSmall } from './dtype.ts'
import { normalizeDims, reduceShape, type Shape, show } from './shape.ts'
import type { Tensor } from './tensor.ts'
import { TensorError } from './tensor-error.ts'

export interface ReduceAttributes {
  dims: Shape
  keepdim: boolean
}

interface Reduction {
  name: string
  /** ONNX's operator. */
  onnx: string
  dtypes: readonly Dtype[]
  /** The operand's gradient; `up` and `y` have the reduced dimensions kept as 1. */
  grad: (up: Tensor, x: Tensor, y: Tensor, dims: Shape) => Tensor
}

/** An op that makes one element of every slice over some dimensions. */
export function defineReduction({ name, onnx, dtypes, grad }: Reduction): {
  op: CallableOp<ReduceAttributes, 1>
  apply: (x: Tensor, dim: number | readonly number[] | undefined, keepdim: boolean) => Tensor
} {
  const op = defineOp<ReduceAttributes, 1>({
    name,
    dtypes,
    outputs: ([x], { dims, keepdim }) => [{ dtype: x.dtype, shape: reduceShape(x.shape, dims, keepdim) }],
    onnx: (emitter, [x], { attributes: { dims, keepdim } }) =>
      emitter.emit(onnx, [x, emitter.ints(dims)], {
        keepdims: { int: Number(keepdim) },
        noop_with_empty_axes: { int: 1 },
      }),
    grad: ({ up, inputs: [x], outputs: [y], attributes: { dims } }) => {
      const kept = reduceShape(x.shape, dims, true)
      return [grad(up.reshape(kept), x, y!.reshape(kept), dims)]
    },
  })
  const apply = (x: Tensor, dim: number | readonly number[] | undefined, keepdim: boolean): Tensor => {
    if (isSmall(x.dtype)) return apply(x.to('int32'), dim, keepdim).to(x.dtype)
    return op.apply([x], { dims: normalizeDims(dim, x.ndim), keepdim })
  }
  return { op, apply }
}

/** Refuses to look for one of no elements. */
export function requireElements(name: string, x: Tensor, dim: number | readonly number[] | undefined): void {
  if (normalizeDims(dim, x.ndim).every((i) => x.shape[i]! > 0)) return
  throw new TensorError('shape', `there is no ${name} of no elements: ${show(x.shape)}`)
}
