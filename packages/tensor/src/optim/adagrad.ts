import { full } from '../functions/creation.ts'
import { type Learned, Optimizer } from './optimizer.ts'
import type { CommonSettings } from './parameter-group.ts'
import type { UpdateRule } from './update-rule.ts'

export interface AdagradSettings {
  /** How fast the learning rate falls with the number of steps. */
  readonly lrDecay: number
  readonly weightDecay: number
  readonly initialAccumulatorValue: number
  readonly eps: number
}

const adagradRule: UpdateRule<AdagradSettings> = {
  name: 'adagrad',
  start: ({ dtype, shape }, { initialAccumulatorValue }) => ({
    sum: full(shape, initialAccumulatorValue, { dtype }),
  }),
  update: ({ parameter, gradient, state, lr, step, settings }) => {
    const { lrDecay, weightDecay, eps } = settings
    const decayed = weightDecay === 0 ? gradient : gradient.add(parameter.mul(weightDecay))
    const rate = lrDecay === 0 ? lr : lr.div(step.sub(1).mul(lrDecay).add(1))
    const sum = state.sum!.add(decayed.mul(decayed))
    return { parameter: parameter.sub(decayed.mul(rate).div(sum.sqrt().add(eps))), state: { sum } }
  },
}

/**
 * Descent by gradients over the root of the sum of their squares (Duchi et al., 2011), as PyTorch's `Adagrad`.
 *
 * @example
 * const w = new Parameter(tensor([1, -2]))
 * const optimizer = new Adagrad([w], { lr: 0.1 })
 * optimizer.step([tensor([1, -1])])
 * w // [0.9, -1.9]
 */
export class Adagrad extends Optimizer<AdagradSettings> {
  constructor(learned: Learned<AdagradSettings>, options: Partial<AdagradSettings & CommonSettings> = {}) {
    super(adagradRule, learned, {
      lr: 1e-2,
      lrDecay: 0,
      weightDecay: 0,
      initialAccumulatorValue: 0,
      eps: 1e-10,
      ...options,
    })
  }
}
