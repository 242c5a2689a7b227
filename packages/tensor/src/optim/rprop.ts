import { full, zeros } from '../functions/creation.ts'
import { constant } from '../functions/promote.ts'
import { where } from '../ops/where.ts'
import { type Learned, Optimizer } from './optimizer.ts'
import type { CommonSettings } from './parameter-group.ts'
import type { UpdateRule } from './update-rule.ts'

export interface RpropSettings {
  /** What a step's size is multiplied by when the gradient's sign has changed, and when it has not. */
  readonly etas: readonly [number, number]
  /** The smallest and the largest step. */
  readonly stepSizes: readonly [number, number]
}

const rpropRule: UpdateRule<RpropSettings> = {
  name: 'rprop',
  start: ({ dtype, shape }, { lr }) => ({
    prev: zeros(shape, { dtype }),
    stepSize: full(shape, lr, { dtype }),
  }),
  update: ({ parameter, gradient, state, settings }) => {
    const { etas, stepSizes } = settings
    const { dtype } = parameter
    const agreement = gradient.mul(state.prev!)
    const isTurned = agreement.lt(0)
    const one = constant(1, dtype)
    const factor = where(
      isTurned,
      constant(etas[0], dtype),
      where(agreement.gt(0), constant(etas[1], dtype), one),
    )
    const stepSize = state.stepSize!.mul(factor).clamp(stepSizes[0], stepSizes[1])
    const prev = gradient.maskedFill(isTurned, 0)
    return { parameter: parameter.sub(prev.sign().mul(stepSize)), state: { prev, stepSize } }
  },
}

/**
 * Steps of sizes that grow while the gradient's sign stays and shrink when it turns (Riedmiller and Braun, 1993), as
 * PyTorch's `Rprop`. The learning rate is the first step's size.
 *
 * @example
 * const w = new Parameter(tensor([1, -2]))
 * const optimizer = new Rprop([w], { lr: 0.1 })
 * optimizer.step([tensor([1, -1])])
 * w // [0.9, -1.9]
 */
export class Rprop extends Optimizer<RpropSettings> {
  constructor(learned: Learned<RpropSettings>, options: Partial<RpropSettings & CommonSettings> = {}) {
    super(rpropRule, learned, { lr: 1e-2, etas: [0.5, 1.2], stepSizes: [1e-6, 50], ...options })
  }
}
