import { type DtypeOption, tensor } from '../functions/creation.ts'
import { hostArray } from '../graph/dtype.ts'
import { type Shape, sizeOf } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { hostRandom } from './host-random.ts'

export interface TruncNormalOptions extends DtypeOption {
  mean?: number
  std?: number
  /** The limits, -2 and 2 unless told otherwise; they do not scale with `std`. */
  a?: number
  b?: number
}

/**
 * Normal random numbers, drawn again wherever they lie outside of [a, b]. Computed at once, on the host.
 *
 * @throws TensorError `argument` when hardly any number would lie inside
 *
 * @example
 * truncNormal([100], { std: 0.02 }).abs().amax().le(2) // true
 */
export function truncNormal(shape: Shape, options: TruncNormalOptions = {}): Tensor {
  const { mean = 0, std = 1, a = -2, b = 2, dtype = 'float32' } = options
  const data = new Float64Array(sizeOf(shape))
  let filled = 0
  for (let round = 0; filled < data.length; round++) {
    if (round > 1000)
      throw new TensorError('argument', `normal(${mean}, ${std}) is hardly ever in [${a}, ${b}]`)
    for (const drawn of hostRandom(data.length - filled, 'normal')) {
      const value = mean + std * drawn
      if (value >= a && value <= b) data[filled++] = value
    }
  }
  return tensor(hostArray(dtype, data), { shape, dtype })
}
