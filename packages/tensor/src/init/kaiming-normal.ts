import { normal } from '../functions/random.ts'
import type { Shape } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { type KaimingOptions, kaimingDeviation } from './kaiming.ts'

/**
 * Normal random weights [out, in, ...kernel] that keep the variance of activations (He et al., 2015).
 *
 * @example
 * kaimingNormal([64, 32], { mode: 'fan_out', nonlinearity: 'relu' }).shape // [64, 32]
 */
export function kaimingNormal(shape: Shape, options: KaimingOptions = {}): Tensor {
  return normal(shape, 0, kaimingDeviation(shape, options), options)
}
