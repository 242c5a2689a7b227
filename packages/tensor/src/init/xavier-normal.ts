import type { DtypeOption } from '../functions/creation.ts'
import { normal } from '../functions/random.ts'
import type { Shape } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { fansOf } from './fans.ts'

/**
 * Normal random weights [out, in, ...kernel] that keep variance both ways (Glorot and Bengio, 2010).
 *
 * @example
 * xavierNormal([8, 4]).shape // [8, 4]
 */
export function xavierNormal(
  shape: Shape,
  { gain = 1, ...options }: DtypeOption & { gain?: number } = {},
): Tensor {
  const { fanIn, fanOut } = fansOf(shape)
  return normal(shape, 0, gain * Math.sqrt(2 / (fanIn + fanOut)), options)
}
