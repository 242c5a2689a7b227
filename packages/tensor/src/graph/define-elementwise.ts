import { cast } from '../ops/cast.ts'
import { type CallableOp, defineOp, type Tuple } from './define-op.ts'
import { type Dtype, FLOATS, isFloat, isSmall, NUMBERS } from './dtype.ts'
import { broadcastShapes } from './shape.ts'
import type { Tensor } from './tensor.ts'

type NoAttributes = Record<never, never>

interface Unary {
  name: string
  /** ONNX's operator. */
  onnx: string
  dtypes?: readonly Dtype[]
  /** The result's type, when it is not the operand's. */
  result?: Dtype
  /** The gradient from that of the output, the operand and the output; none for a jump or a flat function. */
  grad?: (up: Tensor, x: Tensor, y: Tensor) => Tensor
}

/**
 * Small integers and bools are computed as int32 where that has a kernel and they have none, and brought back: bytes
 * wrap around, and of bools a sum is "or" and a product "and".
 */
function withSmall<N extends number>(
  op: CallableOp<NoAttributes, N>,
  result: Dtype | undefined,
): CallableOp<NoAttributes, N> {
  const apply = (inputs: Tuple<Tensor, N>, attributes: NoAttributes): Tensor => {
    const { dtype } = (inputs as readonly Tensor[])[0]!
    if (!isSmall(dtype) || op.dtypes.includes(dtype) || !op.dtypes.includes('int32'))
      return op.apply(inputs, attributes)
    const wide = (inputs as readonly Tensor[]).map((input) => cast(input, 'int32'))
    return cast(op.apply(wide as unknown as Tuple<Tensor, N>, attributes), result ?? dtype)
  }
  return { ...op, apply }
}

/** An op on every element by itself, with a kernel for floats unless told otherwise. */
export function defineUnary({
  name,
  onnx,
  dtypes = FLOATS,
  result,
  grad,
}: Unary): CallableOp<NoAttributes, 1> {
  const op = defineOp<NoAttributes, 1>({
    name,
    dtypes,
    outputs: ([x]) => [{ dtype: result ?? x.dtype, shape: x.shape }],
    onnx: (emitter, [x]) => emitter.emit(onnx, [x]),
    ...(grad && { grad: ({ up, inputs: [x], outputs: [y] }) => [grad(up, x, y!)] }),
  })
  return withSmall(op, result)
}

interface Binary {
  name: string
  onnx: string
  dtypes?: readonly Dtype[]
  result?: Dtype
  /** The gradients of both operands, before broadcasting is undone. */
  grad?: (up: Tensor, a: Tensor, b: Tensor, y: Tensor) => readonly [Tensor | undefined, Tensor | undefined]
}

/** An op on pairs of elements, broadcasting, with a kernel for numbers unless told otherwise. */
export function defineBinary({
  name,
  onnx,
  dtypes = NUMBERS,
  result,
  grad,
}: Binary): CallableOp<NoAttributes, 2> {
  const op = defineOp<NoAttributes, 2>({
    name,
    dtypes,
    outputs: ([a, b]) => [{ dtype: result ?? a.dtype, shape: broadcastShapes(a.shape, b.shape) }],
    onnx: (emitter, [a, b]) => emitter.emit(onnx, [a, b]),
    ...(grad && {
      grad: ({ up, inputs: [a, b], outputs: [y] }) => {
        const [da, db] = grad(up, a, b, y!)
        return [da?.sumTo(a.shape), db?.sumTo(b.shape)]
      },
    }),
  })
  return withSmall(op, result)
}

/** Integers become float32, as PyTorch does for functions that are not closed over them. */
export const asFloat = (x: Tensor): Tensor => (isFloat(x.dtype) ? x : cast(x, 'float32'))
