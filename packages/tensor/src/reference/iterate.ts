import { broadcastShapes, type Shape, sizeOf, stridesOf } from '../graph/shape.ts'
import type { Plain } from './op-check.ts'

export function map(x: Plain | undefined, f: (value: number) => number): Float64Array {
  return x!.data.map(f)
}

/** Calls `visit` with every index of a shape, row-major. The index is reused from call to call. */
export function eachIndex(shape: Shape, visit: (index: readonly number[], position: number) => void): void {
  const index = shape.map(() => 0)
  const size = sizeOf(shape)
  for (let position = 0; position < size; position++) {
    visit(index, position)
    for (let dim = shape.length - 1; dim >= 0; dim--) {
      index[dim]! += 1
      if (index[dim]! < shape[dim]!) break
      index[dim] = 0
    }
  }
}

/** Where an index of a broadcast shape lies in an array of a smaller one. */
export function offsetIn(shape: Shape, index: readonly number[]): number {
  const strides = stridesOf(shape)
  const skip = index.length - shape.length
  let offset = 0
  for (let dim = 0; dim < shape.length; dim++) {
    if (shape[dim] !== 1) offset += index[dim + skip]! * strides[dim]!
  }
  return offset
}

export function at(x: Plain, index: readonly number[]): number {
  return x.data[offsetIn(x.shape, index)]!
}

/** Applies a function of several numbers to arrays that broadcast together. */
export function zip(inputs: readonly Plain[], f: (...values: number[]) => number): Float64Array {
  const shape = inputs.map((input) => input.shape).reduce(broadcastShapes)
  const out = new Float64Array(sizeOf(shape))
  eachIndex(shape, (index, position) => {
    out[position] = f(...inputs.map((input) => at(input, index)))
  })
  return out
}

/** Reduces the elements of every slice over `dims` (normal, ascending) to one. */
export function reduce(x: Plain, dims: Shape, f: (values: number[]) => number): Float64Array {
  const kept = x.shape.map((dim, i) => (dims.includes(i) ? 1 : dim))
  const groups = Array.from({ length: sizeOf(kept) }, () => [] as number[])
  eachIndex(x.shape, (index, position) => groups[offsetIn(kept, index)]!.push(x.data[position]!))
  return Float64Array.from(groups, f)
}

/** Replaces every line of elements along a dimension by what `f` makes of it, of the same or another length. */
export function alongDim(x: Plain, dim: number, f: (values: number[]) => ArrayLike<number>): Float64Array {
  const lines = x.shape.map((size, i) => (i === dim ? 1 : size))
  const made: ArrayLike<number>[] = []
  eachIndex(lines, (index) => {
    const values = Array.from({ length: x.shape[dim]! }, (_, i) => at(x, index.with(dim, i)))
    made.push(f(values))
  })
  const shape = lines.with(dim, made[0]?.length ?? 0)
  const out = new Float64Array(sizeOf(shape))
  eachIndex(shape, (index, position) => {
    out[position] = made[offsetIn(lines, index)]![index[dim]!]!
  })
  return out
}
