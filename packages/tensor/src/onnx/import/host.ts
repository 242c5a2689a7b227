import type { Dtype } from '../../formats/dtype.ts'
import { constantTensor, full } from '../../functions/creation.ts'
import { DTYPES, type Dtype as EngineDtype } from '../../graph/dtype.ts'
import { broadcastShapes, type Shape, sizeOf, stridesOf } from '../../graph/shape.ts'
import { Tensor } from '../../graph/tensor.ts'
import { TensorError } from '../../graph/tensor-error.ts'

/**
 * A tensor whose elements are known while the graph is being written: shapes, axes, and what a model computes from
 * them. Shapes are static here, so these computations are done once, by hand.
 */
export class Known {
  readonly dtype: Dtype
  readonly shape: Shape
  /** Row-major; booleans as 0 and 1. */
  readonly data: ArrayLike<number>

  constructor(dtype: Dtype, shape: Shape, data: ArrayLike<number>) {
    this.dtype = dtype
    this.shape = shape
    this.data = data
  }
}

/** What flows through an imported graph. */
export type Operand = Tensor | Known

/** More than any shape has; larger results are left to the engine. */
export const MOST_KNOWN = 65_536

export const isKnown = (operand: Operand | undefined): operand is Known => operand instanceof Known
export const ints = (data: readonly number[]): Known => new Known('int64', [data.length], data)

/** The engine's name of an element type. @throws TensorError `dtype` for types it has not */
export function engineDtype(dtype: Dtype): EngineDtype {
  if ((DTYPES as readonly string[]).includes(dtype)) return dtype as EngineDtype
  throw new TensorError('dtype', `${dtype} is no element type here; models may use ${DTYPES.join(', ')}`)
}

export function toTensor(operand: Operand): Tensor {
  if (operand instanceof Tensor) return operand
  const { data, shape } = operand
  const dtype = engineDtype(operand.dtype)
  // One number everywhere (a first state, a mask) is a shape and a number, whatever the size of the batch.
  const first = data[0]
  if (
    first !== undefined &&
    shape.length > 0 &&
    Array.prototype.every.call(data, (value) => value === first)
  ) {
    return full(shape, first, { dtype })
  }
  return constantTensor(data, shape, dtype)
}

/** Elements at places that `from` computes from each index of the result. */
export function rearrange(source: Known, shape: Shape, from: (index: number[]) => number): Known {
  const size = sizeOf(shape)
  const data = new Array<number>(size)
  const index = shape.map(() => 0)
  for (let i = 0; i < size; i++) {
    data[i] = source.data[from(index)]!
    for (let dim = shape.length - 1; dim >= 0; dim--) {
      if (++index[dim]! < shape[dim]!) break
      index[dim] = 0
    }
  }
  return new Known(source.dtype, shape, data)
}

/** The position in `shape`, broadcast, of an index of the result. */
export function placeIn(shape: Shape): (index: readonly number[]) => number {
  const strides = stridesOf(shape).map((stride, dim) => (shape[dim] === 1 ? 0 : stride))
  return (index) => {
    const skip = index.length - shape.length
    return strides.reduce((sum, stride, dim) => sum + stride * index[dim + skip]!, 0)
  }
}

export function broadcastKnown(source: Known, shape: Shape): Known {
  return rearrange(source, shape, placeIn(source.shape))
}

/** An operation on each pair of elements. */
export function zipKnown(a: Known, b: Known, dtype: Dtype, join: (x: number, y: number) => number): Known {
  const shape = broadcastShapes(a.shape, b.shape)
  const [x, y] = [broadcastKnown(a, shape), broadcastKnown(b, shape)]
  return new Known(
    dtype,
    shape,
    Array.from(x.data, (value, i) => join(value, y.data[i]!)),
  )
}

export function mapKnown(source: Known, change: (x: number) => number, dtype: Dtype = source.dtype): Known {
  return new Known(dtype, source.shape, Array.from(source.data, change))
}
