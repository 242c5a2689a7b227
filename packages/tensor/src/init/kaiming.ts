import type { DtypeOption } from '../functions/creation.ts'
import type { Shape } from '../graph/shape.ts'
import { calculateGain, type Nonlinearity } from './calculate-gain.ts'
import { fansOf } from './fans.ts'

export interface KaimingOptions extends DtypeOption {
  /** Leaky relu's slope. */
  a?: number
  /** Whether variance is kept on the way forward, or of the gradient on its way back. */
  mode?: 'fan_in' | 'fan_out'
  nonlinearity?: Nonlinearity
}

/** The standard deviation that keeps the variance of activations from layer to layer (He et al., 2015). */
export function kaimingDeviation(shape: Shape, options: KaimingOptions): number {
  const { a = 0, mode = 'fan_in', nonlinearity = 'leaky_relu' } = options
  const { fanIn, fanOut } = fansOf(shape)
  return calculateGain(nonlinearity, a) / Math.sqrt(mode === 'fan_in' ? fanIn : fanOut)
}
