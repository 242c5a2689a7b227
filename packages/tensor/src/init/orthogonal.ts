import { type DtypeOption, tensor } from '../functions/creation.ts'
import { hostArray } from '../graph/dtype.ts'
import { type Shape, sizeOf } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { hostRandom } from './host-random.ts'

/**
 * A random matrix [out, in * kernel] whose rows (or columns, when there are fewer) are at right angles and of length
 * `gain` (Saxe et al., 2013). Computed at once, on the host.
 *
 * @example
 * const w = orthogonal([2, 4])
 * w.matmul(w.t()) // [[1, 0], [0, 1]]
 */
export function orthogonal(
  shape: Shape,
  { gain = 1, dtype = 'float32' }: DtypeOption & { gain?: number } = {},
): Tensor {
  if (shape.length < 2) throw new TensorError('shape', 'orthogonal wants a matrix')
  const rows = shape[0]!
  const columns = sizeOf(shape.slice(1))
  const isWide = columns > rows
  const [count, length] = isWide ? [rows, columns] : [columns, rows]
  const vectors = Array.from({ length: count }, () => hostRandom(length, 'normal'))
  for (const [i, vector] of vectors.entries()) {
    // Twice, because the first pass leaves rounding errors of the size of what it removed.
    for (const other of [...vectors.slice(0, i), ...vectors.slice(0, i)]) {
      const shared = vector.reduce((sum, value, k) => sum + value * other[k]!, 0)
      for (let k = 0; k < length; k++) vector[k]! -= shared * other[k]!
    }
    const size = Math.hypot(...vector)
    for (let k = 0; k < length; k++) vector[k]! /= size
  }
  const data = Float64Array.from({ length: rows * columns }, (_, place) => {
    const [row, column] = [Math.floor(place / columns), place % columns]
    return gain * (isWide ? vectors[row]![column]! : vectors[column]![row]!)
  })
  return tensor(hostArray(dtype, data), { shape, dtype })
}
