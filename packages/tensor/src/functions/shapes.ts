import { normalizeAxis, normalizeDim, normalizeDims, type Shape, show, sizeOf } from '../graph/shape.ts'
import { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { concat } from '../ops/concat.ts'
import { where } from '../ops/where.ts'
import { constantTensor } from './creation.ts'
import { constant } from './promote.ts'

/**
 * Removes dimensions of size 1: the ones named, or all.
 *
 * @example
 * squeeze(zeros([1, 2, 1])).shape // [2]
 * squeeze(zeros([1, 2, 1]), 0).shape // [2, 1]
 */
export function squeeze(x: Tensor, dim?: number | Shape): Tensor {
  const named = dim === undefined ? x.shape.map((_, i) => i) : typeof dim === 'number' ? [dim] : dim
  const dims = named.map((i) => normalizeDim(i, x.ndim))
  return x.reshape(x.shape.filter((size, i) => size !== 1 || !dims.includes(i)))
}

/**
 * Adds a dimension of size 1 before dimension `dim` (-1: at the end).
 *
 * @example
 * unsqueeze(tensor([1, 2]), 1) // [[1], [2]]
 */
export function unsqueeze(x: Tensor, dim: number): Tensor {
  return x.reshape(x.shape.toSpliced(normalizeDim(dim, x.ndim + 1), 0, 1))
}

/**
 * Makes one dimension of those from `start` to `end` (both included).
 *
 * @example
 * flatten(zeros([2, 3, 4]), 1).shape // [2, 12]
 */
export function flatten(x: Tensor, start = 0, end = -1): Tensor {
  if (x.ndim === 0) return x.reshape([1])
  const [first, last] = [normalizeDim(start, x.ndim), normalizeDim(end, x.ndim)]
  if (first > last)
    throw new TensorError('argument', `no dimensions from ${start} to ${end} of ${show(x.shape)}`)
  const size = x.shape.slice(first, last + 1).reduce((a, b) => a * b, 1)
  return x.reshape([...x.shape.slice(0, first), size, ...x.shape.slice(last + 1)])
}

/**
 * Makes several dimensions of one.
 *
 * @example
 * unflatten(zeros([2, 12]), 1, [3, -1]).shape // [2, 3, 4]
 */
export function unflatten(x: Tensor, dim: number, sizes: Shape): Tensor {
  const normal = normalizeAxis(dim, x.ndim)
  const rest = sizes.filter((size) => size !== -1).reduce((a, b) => a * b, 1)
  const known = sizes.map((size) => (size === -1 ? x.shape[normal]! / rest : size))
  if (sizeOf(known) !== x.shape[normal]) {
    throw new TensorError('shape', `dimension ${dim} of ${show(x.shape)} does not make ${show(sizes)}`)
  }
  return x.reshape(x.shape.toSpliced(normal, 1, ...known))
}

/**
 * Swaps two dimensions.
 *
 * @example
 * transpose(zeros([2, 3, 4]), 1, 2).shape // [2, 4, 3]
 */
export function transpose(x: Tensor, a: number, b: number): Tensor {
  const dims = x.shape.map((_, i) => i)
  const [first, second] = [normalizeDim(a, x.ndim), normalizeDim(b, x.ndim)]
  if (x.ndim === 0) return x
  return x.permute(dims.with(first, second).with(second, first))
}

/**
 * The transpose of a matrix; tensors of fewer dimensions stay.
 *
 * @example
 * t(tensor([[1, 2, 3]])) // [[1], [2], [3]]
 */
export function t(x: Tensor): Tensor {
  if (x.ndim > 2) throw new TensorError('shape', `t() wants at most two dimensions, not ${show(x.shape)}`)
  return x.ndim < 2 ? x : x.permute([1, 0])
}

/**
 * Moves a dimension to another place; the others keep their order.
 *
 * @example
 * movedim(zeros([2, 3, 4]), 0, 2).shape // [3, 4, 2]
 */
export function movedim(x: Tensor, from: number, to: number): Tensor {
  const dims = x.shape.map((_, i) => i)
  if (x.ndim === 0) return transpose(x, from, to)
  const [moved] = dims.splice(normalizeDim(from, x.ndim), 1)
  dims.splice(normalizeDim(to, x.ndim), 0, moved!)
  return x.permute(dims)
}

/**
 * Tensors of one shape along a new dimension.
 *
 * @example
 * stack([tensor([1, 2]), tensor([3, 4])], 1) // [[1, 3], [2, 4]]
 */
export function stack(tensors: readonly Tensor[], dim = 0): Tensor {
  return concat(
    tensors.map((tensor) => tensor.unsqueeze(dim)),
    dim < 0 ? dim + (tensors[0]?.ndim ?? 0) + 1 : dim,
  )
}

/**
 * So many parts of about one size along a dimension.
 *
 * @example
 * chunk(tensor([1, 2, 3, 4, 5]), 2)[1] // [4, 5]
 */
export function chunk(x: Tensor, chunks: number, dim = 0): Tensor[] {
  if (!(chunks >= 1)) throw new TensorError('argument', `chunk wants one part or more, not ${chunks}`)
  const size = x.shape[normalizeAxis(dim, x.ndim)]!
  if (size === 0) return Array(chunks).fill(x)
  return x.split(Math.ceil(size / chunks), dim)
}

/**
 * The slices of a dimension, each without it.
 *
 * @example
 * unbind(tensor([[1, 2], [3, 4]]))[1] // [3, 4]
 */
export function unbind(x: Tensor, dim = 0): Tensor[] {
  return x.split(1, dim).map((part) => part.squeeze(dim))
}

/**
 * One slice of a dimension, without it.
 *
 * @example
 * select(tensor([[1, 2], [3, 4]]), 0, -1) // [3, 4]
 */
export function select(x: Tensor, dim: number, index: number): Tensor {
  const size = x.shape[normalizeAxis(dim, x.ndim)]!
  if (index >= size || index < -size)
    throw new TensorError('argument', `index ${index} is outside of ${size}`)
  const start = index < 0 ? index + size : index
  return x.slice(dim, start, start + 1).squeeze(dim)
}

/**
 * `length` slices of a dimension from `start` on.
 *
 * @example
 * narrow(tensor([1, 2, 3, 4]), 0, 1, 2) // [2, 3]
 */
export function narrow(x: Tensor, dim: number, start: number, length: number): Tensor {
  const size = x.shape[normalizeAxis(dim, x.ndim)]!
  const first = start < 0 ? start + size : start
  if (first < 0 || length < 0 || first + length > size) {
    throw new TensorError('argument', `there are no ${length} slices from ${start} on in ${size}`)
  }
  return x.slice(dim, first, first + length)
}

/** A position, or [start, end, step] with any of them left out. */
export type IndexPart =
  | number
  | readonly [start?: number | undefined, end?: number | undefined, step?: number]
  | Tensor
  | null
  | '...'

/**
 * NumPy's brackets: a number takes one slice of a dimension, a triple a range of it, an int64 tensor the slices
 * it lists, null adds a dimension, '...' skips to the last ones. Two tensors, which NumPy pairs, are refused: `gather`
 * takes one element of each row.
 *
 * @example
 * const x = tensor([[1, 2, 3], [4, 5, 6]])
 * x.at(0, [1, 3]) // [2, 3]
 * x.at('...', [, , -1]) // [[3, 2, 1], [6, 5, 4]]
 */
export function at(x: Tensor, ...parts: IndexPart[]): Tensor {
  const taken = parts.filter((part) => part !== null && part !== '...').length
  if (parts.filter((part) => part instanceof Tensor).length > 1) {
    throw new TensorError(
      'argument',
      'one tensor of indices at a time; for elements by pairs of indices use gather',
    )
  }
  if (taken > x.ndim) throw new TensorError('shape', `${taken} indices for ${x.ndim} dimensions`)
  let result = x
  let dim = 0
  for (const part of parts) {
    if (part === '...') dim += x.ndim - taken
    else if (part === null) result = result.unsqueeze(dim++)
    else if (typeof part === 'number') result = result.select(dim, part)
    else if (Array.isArray(part)) result = result.slice(dim++, part[0], part[1], part[2] ?? 1)
    else {
      const index = part as Tensor
      result = result.indexSelect(dim, index)
      dim += index.ndim
    }
  }
  return result
}

/**
 * Reverses dimensions.
 *
 * @example
 * flip(tensor([[1, 2], [3, 4]]), 1) // [[2, 1], [4, 3]]
 */
export function flip(x: Tensor, dims: number | Shape): Tensor {
  if (x.ndim === 0) return x
  return normalizeDims(dims, x.ndim).reduce((result, dim) => result.slice(dim, undefined, undefined, -1), x)
}

/**
 * Rotates elements along a dimension, or along several by a shift for each; those that leave at the end come back at
 * the start.
 *
 * @example
 * roll(tensor([1, 2, 3]), 1) // [3, 1, 2]
 * roll(tensor([[1, 2], [3, 4]]), [1, 1], [0, 1]) // [[4, 3], [2, 1]]
 */
export function roll(x: Tensor, shifts: number | Shape, dims?: number | Shape): Tensor {
  if (dims === undefined && typeof shifts === 'number')
    return rollOne(x.flatten(), shifts, 0).reshape(x.shape)
  const [each, along] = [[shifts].flat(), [dims ?? []].flat()]
  if (each.length !== along.length) {
    throw new TensorError('argument', `${each.length} shifts are not for ${along.length} dimensions`)
  }
  return along.reduce((rolled, dim, i) => rollOne(rolled, each[i]!, dim), x)
}

function rollOne(x: Tensor, shift: number, dim: number): Tensor {
  const size = x.shape[normalizeDim(dim, x.ndim)]!
  const by = size === 0 ? 0 : ((shift % size) + size) % size
  return by === 0 ? x : concat([x.slice(dim, -by), x.slice(dim, 0, -by)], dim < 0 ? dim + x.ndim : dim)
}

/**
 * Repeats the whole tensor so many times along each dimension (PyTorch's `tile` and `repeat`).
 *
 * @example
 * tile(tensor([1, 2]), [2, 2]) // [[1, 2, 1, 2], [1, 2, 1, 2]]
 */
export function tile(x: Tensor, repeats: Shape): Tensor {
  if (repeats.some((count) => count < 0))
    throw new TensorError('argument', `cannot repeat ${show(repeats)} times`)
  const rank = Math.max(repeats.length, x.ndim)
  const times = [...Array(rank - repeats.length).fill(1), ...repeats] as number[]
  const shape = [...Array(rank - x.ndim).fill(1), ...x.shape] as number[]
  const spread = x.reshape(shape.flatMap((size) => [1, size]))
  return spread
    .expand(shape.flatMap((size, i) => [times[i]!, size]))
    .reshape(shape.map((size, i) => size * times[i]!))
}

/**
 * Repeats every element so many times along a dimension.
 *
 * @example
 * repeatInterleave(tensor([1, 2]), 2, 0) // [1, 1, 2, 2]
 */
export function repeatInterleave(x: Tensor, repeats: number, dim: number): Tensor {
  if (repeats < 0) throw new TensorError('argument', `elements cannot be repeated ${repeats} times`)
  const normal = normalizeAxis(dim, x.ndim)
  const spread = x.unsqueeze(normal + 1)
  return spread.expand(spread.shape.with(normal + 1, repeats)).flatten(normal, normal + 1)
}

/**
 * The elements on and below a diagonal of the last two dimensions; zeros elsewhere.
 *
 * @example
 * tril(tensor([[1, 2], [3, 4]])) // [[1, 0], [3, 4]]
 */
export function tril(x: Tensor, diagonal = 0): Tensor {
  return triangle(x, (row, column) => column - row <= diagonal)
}

/**
 * The elements on and above a diagonal of the last two dimensions; zeros elsewhere.
 *
 * @example
 * triu(tensor([[1, 2], [3, 4]]), 1) // [[0, 2], [0, 0]]
 */
export function triu(x: Tensor, diagonal = 0): Tensor {
  return triangle(x, (row, column) => column - row >= diagonal)
}

function triangle(x: Tensor, isKept: (row: number, column: number) => boolean): Tensor {
  if (x.ndim < 2)
    throw new TensorError('shape', `a triangle wants two dimensions or more, not ${show(x.shape)}`)
  const [rows, columns] = x.shape.slice(-2) as [number, number]
  const kept = Array.from({ length: rows * columns }, (_, i) =>
    Number(isKept(Math.floor(i / columns), i % columns)),
  )
  // Chosen, not multiplied: what is cut off may be infinite.
  return where(constantTensor(kept, [rows, columns], 'bool'), x, constant(0, x.dtype))
}
