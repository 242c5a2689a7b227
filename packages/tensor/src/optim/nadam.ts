import { ones, zeros } from '../functions/creation.ts'
import type { Operand } from '../functions/promote.ts'
import type { Tensor } from '../graph/tensor.ts'
import { pow } from '../ops/pow.ts'
import { sub } from '../ops/sub.ts'
import { type AdamSettings, correction, moments } from './adam-update.ts'
import { type Learned, Optimizer } from './optimizer.ts'
import type { CommonSettings } from './parameter-group.ts'
import type { UpdateRule } from './update-rule.ts'

export interface NAdamSettings {
  readonly betas: AdamSettings['betas']
  readonly eps: number
  readonly weightDecay: number
  /** How fast momentum grows to its full size. */
  readonly momentumDecay: number
}

/** The momentum of a step, which grows to beta. */
const momentumAt = (beta: Operand, step: Tensor, decay: number): Tensor =>
  pow(0.96, step.mul(decay)).mul(-0.5).add(1).mul(beta)

const nAdamRule: UpdateRule<NAdamSettings> = {
  name: 'nadam',
  start: ({ dtype, shape }) => ({
    expAvg: zeros(shape, { dtype }),
    expAvgSq: zeros(shape, { dtype }),
    muProduct: ones([], { dtype: 'float64' }),
  }),
  update: ({ parameter, gradient, state, lr, step, settings }) => {
    const { betas, eps, weightDecay, momentumDecay } = settings
    const decayed = weightDecay === 0 ? gradient : gradient.add(parameter.mul(weightDecay))
    const { expAvg, expAvgSq } = moments(state, decayed, betas)
    const mu = momentumAt(betas[0], step, momentumDecay)
    const next = momentumAt(betas[0], step.add(1), momentumDecay)
    const muProduct = state.muProduct!.mul(mu)
    const size = expAvgSq.div(correction(betas[1], step)).sqrt().add(eps)
    const ofGradient = lr.mul(sub(1, mu)).div(sub(1, muProduct))
    const ofMean = lr.mul(next).div(sub(1, muProduct.mul(next)))
    const direction = decayed.mul(ofGradient).add(expAvg.mul(ofMean))
    return { parameter: parameter.sub(direction.div(size)), state: { expAvg, expAvgSq, muProduct } }
  },
}

/**
 * Adam that looks ahead along its momentum (Dozat, 2016), as PyTorch's `NAdam` has it since 2.0: before, the product of
 * momenta to come counted the present one twice.
 *
 * @example
 * const w = new Parameter(tensor([1, -2]))
 * const optimizer = new NAdam([w], { lr: 0.1 })
 * optimizer.step([tensor([1, -1])])
 * w // [0.8944, -1.8944]
 */
export class NAdam extends Optimizer<NAdamSettings> {
  constructor(learned: Learned<NAdamSettings>, options: Partial<NAdamSettings & CommonSettings> = {}) {
    super(nAdamRule, learned, {
      lr: 2e-3,
      betas: [0.9, 0.999],
      eps: 1e-8,
      weightDecay: 0,
      momentumDecay: 4e-3,
      ...options,
    })
  }
}
