import { uniform } from '../functions/random.ts'
import type { Shape } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { type KaimingOptions, kaimingDeviation } from './kaiming.ts'

/**
 * Uniform random weights [out, in, ...kernel] that keep the variance of activations (He et al., 2015).
 *
 * @example
 * kaimingUniform([64, 32, 3, 3], { nonlinearity: 'relu' }).shape // [64, 32, 3, 3]
 */
export function kaimingUniform(shape: Shape, options: KaimingOptions = {}): Tensor {
  const bound = Math.sqrt(3) * kaimingDeviation(shape, options)
  return uniform(shape, -bound, bound, options)
}
