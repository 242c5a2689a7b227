import type { DtypeOption } from '../functions/creation.ts'
import { uniform } from '../functions/random.ts'
import type { Shape } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { fansOf } from './fans.ts'

/**
 * Uniform random weights [out, in, ...kernel] that keep variance both ways (Glorot and Bengio, 2010).
 *
 * @example
 * xavierUniform([8, 4], { gain: calculateGain('tanh') }).shape // [8, 4]
 */
export function xavierUniform(
  shape: Shape,
  { gain = 1, ...options }: DtypeOption & { gain?: number } = {},
): Tensor {
  const { fanIn, fanOut } = fansOf(shape)
  const bound = gain * Math.sqrt(6 / (fanIn + fanOut))
  return uniform(shape, -bound, bound, options)
}
