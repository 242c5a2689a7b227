import { zeros } from '../functions/creation.ts'
import { constant } from '../functions/promote.ts'
import { pow } from '../ops/pow.ts'
import { sub } from '../ops/sub.ts'
import { where } from '../ops/where.ts'
import { type AdamSettings, correction, moments } from './adam-update.ts'
import { type Learned, Optimizer } from './optimizer.ts'
import type { CommonSettings } from './parameter-group.ts'
import type { UpdateRule } from './update-rule.ts'

export interface RAdamSettings {
  readonly betas: AdamSettings['betas']
  readonly eps: number
  readonly weightDecay: number
}

const rAdamRule: UpdateRule<RAdamSettings> = {
  name: 'radam',
  start: ({ dtype, shape }) => ({ expAvg: zeros(shape, { dtype }), expAvgSq: zeros(shape, { dtype }) }),
  update: ({ parameter, gradient, state, lr, step, settings }) => {
    const { betas, eps, weightDecay } = settings
    const decayed = weightDecay === 0 ? gradient : gradient.add(parameter.mul(weightDecay))
    const { expAvg, expAvgSq } = moments(state, decayed, betas)
    const left = correction(betas[1], step)
    const longest = 2 / (1 - betas[1]) - 1
    const length = sub(longest, step.mul(2).mul(pow(betas[1], step)).div(left))
    const isKnown = length.gt(5)
    // Where the variance is not known yet the root would be of a negative number: of 1 instead, and not used.
    const known = where(isKnown, length, constant(longest, length.dtype))
    const share = known
      .sub(4)
      .mul(known.sub(2))
      .div(known)
      .mul(longest / ((longest - 4) * (longest - 2)))
    const factor = share.sqrt().mul(left.sqrt())
    const rate = lr.div(correction(betas[0], step))
    const scaled = expAvgSq.sqrt().add(eps).reciprocal().mul(factor)
    const direction = expAvg.mul(where(isKnown, scaled, constant(1, scaled.dtype)))
    return { parameter: parameter.sub(direction.mul(rate)), state: { expAvg, expAvgSq } }
  },
}

/**
 * Adam that goes without the squares while there are too few to know their mean (Liu et al., 2019), as PyTorch's
 * `RAdam`.
 *
 * @example
 * const w = new Parameter(tensor([1, -2]))
 * const optimizer = new RAdam([w], { lr: 0.1 })
 * optimizer.step([tensor([1, -1])])
 * w // [0.9, -1.9]
 */
export class RAdam extends Optimizer<RAdamSettings> {
  constructor(learned: Learned<RAdamSettings>, options: Partial<RAdamSettings & CommonSettings> = {}) {
    super(rAdamRule, learned, { lr: 1e-3, betas: [0.9, 0.999], eps: 1e-8, weightDecay: 0, ...options })
  }
}
