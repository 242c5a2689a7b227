import { TensorError } from './tensor-error.ts'

export type Shape = readonly number[]

export function sizeOf(shape: Shape): number {
  let size = 1
  for (const dim of shape) size *= dim
  return size
}

export const sameShape = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((dim, i) => dim === b[i])

export const show = (shape: Shape): string => `[${shape.join(', ')}]`

/** The shape both broadcast to, by NumPy's rule. */
export function broadcastShapes(a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length)
  const shape: number[] = []
  for (let i = 0; i < rank; i++) {
    const x = a[a.length - rank + i] ?? 1
    const y = b[b.length - rank + i] ?? 1
    if (x !== y && x !== 1 && y !== 1) {
      throw new TensorError('shape', `shapes ${show(a)} and ${show(b)} do not broadcast together`)
    }
    shape.push(x === 1 ? y : x)
  }
  return shape
}

/** A dimension counted from the front; negative ones count from the back. */
export function normalizeDim(dim: number, rank: number): number {
  const normal = dim < 0 ? dim + rank : dim
  // PyTorch lets a 0-d tensor be asked about its dimension 0 or -1.
  if (rank === 0 && (dim === 0 || dim === -1)) return 0
  if (!Number.isInteger(dim) || normal < 0 || normal >= rank) {
    throw new TensorError('shape', `dimension ${dim} is outside of a tensor with ${rank} dimensions`)
  }
  return normal
}

/** The same of a dimension that is taken apart, which a 0-d tensor has none of. */
export function normalizeAxis(dim: number, rank: number): number {
  if (rank === 0) throw new TensorError('shape', 'a 0-d tensor has no dimension to take apart')
  return normalizeDim(dim, rank)
}

/** Dimensions counted from the front, in ascending order; all of them when none is given. */
export function normalizeDims(dims: number | readonly number[] | undefined, rank: number): number[] {
  if (dims === undefined) return Array.from({ length: rank }, (_, i) => i)
  const list = typeof dims === 'number' ? [dims] : dims
  if (rank === 0) {
    for (const dim of list) normalizeDim(dim, rank)
    return []
  }
  const normal = list.map((dim) => normalizeDim(dim, rank)).sort((a, b) => a - b)
  if (new Set(normal).size !== normal.length) {
    throw new TensorError('shape', `dimensions ${show(list)} name one more than once`)
  }
  return normal
}

/** The shape after reducing over dimensions that are already normal. */
export function reduceShape(shape: Shape, dims: Shape, keepdim: boolean): Shape {
  return keepdim
    ? shape.map((dim, i) => (dims.includes(i) ? 1 : dim))
    : shape.filter((_, i) => !dims.includes(i))
}

/** Row-major strides. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length)
  let stride = 1
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = stride
    stride *= shape[i]!
  }
  return strides
}
