import { full, ones, zeros } from '../functions/creation.ts'
import { maximum } from '../ops/maximum.ts'
import { type Learned, Optimizer } from './optimizer.ts'
import type { CommonSettings } from './parameter-group.ts'
import type { UpdateRule } from './update-rule.ts'

export interface ASGDSettings {
  /** How much weights decay with every step, and the learning rate with their number. */
  readonly lambd: number
  readonly alpha: number
  /** After how many steps the average starts. */
  readonly t0: number
  readonly weightDecay: number
}

const asgdRule: UpdateRule<ASGDSettings> = {
  name: 'asgd',
  start: ({ dtype, shape }, { lr }) => ({
    eta: full([], lr, { dtype: 'float64' }),
    mu: ones([], { dtype: 'float64' }),
    ax: zeros(shape, { dtype }),
  }),
  update: ({ parameter, gradient, state, lr, step, settings }) => {
    const { lambd, alpha, t0, weightDecay } = settings
    const decayed = weightDecay === 0 ? gradient : gradient.add(parameter.mul(weightDecay))
    const kept = state.eta!.mul(-lambd).add(1)
    const moved = parameter.mul(kept).sub(decayed.mul(state.eta!))
    return {
      parameter: moved,
      state: {
        eta: lr.div(lr.mul(step).mul(lambd).add(1).pow(alpha)),
        mu: maximum(step.sub(t0), 1).reciprocal(),
        ax: state.ax!.add(moved.sub(state.ax!).mul(state.mu!)),
      },
    }
  },
}

/**
 * Descent that also keeps the average of the weights it went through, `ax` in its state (Polyak and Juditsky, 1992),
 * as PyTorch's `ASGD`.
 *
 * @example
 * const w = new Parameter(tensor([1, -2]))
 * const optimizer = new ASGD([w], { lr: 0.1 })
 * optimizer.step([tensor([1, -1])])
 * w // [0.9, -1.9]
 */
export class ASGD extends Optimizer<ASGDSettings> {
  constructor(learned: Learned<ASGDSettings>, options: Partial<ASGDSettings & CommonSettings> = {}) {
    super(asgdRule, learned, { lr: 1e-2, lambd: 1e-4, alpha: 0.75, t0: 1e6, weightDecay: 0, ...options })
  }
}
