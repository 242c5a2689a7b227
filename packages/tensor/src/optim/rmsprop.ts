import { zeros } from '../functions/creation.ts'
import type { Operand } from '../functions/promote.ts'
import { type Learned, Optimizer } from './optimizer.ts'
import type { CommonSettings } from './parameter-group.ts'
import type { UpdateRule } from './update-rule.ts'

export interface RMSpropSettings {
  /** The share of the past in the mean of squares. */
  readonly alpha: number
  readonly eps: number
  readonly weightDecay: number
  readonly momentum: Operand
  /** Whether to divide by the deviation of gradients instead of by their size. */
  readonly centered: boolean
}

const rmspropRule: UpdateRule<RMSpropSettings> = {
  name: 'rmsprop',
  start: ({ dtype, shape }, { momentum, centered }) => {
    const zero = zeros(shape, { dtype })
    return {
      squareAvg: zero,
      ...(momentum !== 0 && { momentumBuffer: zero }),
      ...(centered && { gradAvg: zero }),
    }
  },
  update: ({ parameter, gradient, state, lr, settings }) => {
    const { alpha, eps, weightDecay, momentum, centered } = settings
    const decayed = weightDecay === 0 ? gradient : gradient.add(parameter.mul(weightDecay))
    const squareAvg = state.squareAvg!.mul(alpha).add(decayed.mul(decayed).mul(1 - alpha))
    const gradAvg = centered ? state.gradAvg!.mul(alpha).add(decayed.mul(1 - alpha)) : undefined
    const size = (gradAvg ? squareAvg.sub(gradAvg.mul(gradAvg)) : squareAvg).sqrt().add(eps)
    const kept = { squareAvg, ...(gradAvg && { gradAvg }) }
    const direction = decayed.div(size)
    if (momentum === 0) return { parameter: parameter.sub(direction.mul(lr)), state: kept }
    const momentumBuffer = state.momentumBuffer!.mul(momentum).add(direction)
    return { parameter: parameter.sub(momentumBuffer.mul(lr)), state: { ...kept, momentumBuffer } }
  },
}

/**
 * Descent by gradients over the root of the mean of their squares (Hinton), as PyTorch's `RMSprop`.
 *
 * @example
 * const w = new Parameter(tensor([1, -2]))
 * const optimizer = new RMSprop([w], { lr: 0.1 })
 * optimizer.step([tensor([1, -1])])
 * w // [0, -1]
 */
export class RMSprop extends Optimizer<RMSpropSettings> {
  constructor(learned: Learned<RMSpropSettings>, options: Partial<RMSpropSettings & CommonSettings> = {}) {
    super(rmspropRule, learned, {
      lr: 1e-2,
      alpha: 0.99,
      eps: 1e-8,
      weightDecay: 0,
      momentum: 0,
      centered: false,
      ...options,
    })
  }
}
