import { type AdamSettings, adamStart, adamUpdate } from './adam-update.ts'
import { type Learned, Optimizer } from './optimizer.ts'
import type { CommonSettings } from './parameter-group.ts'
import type { UpdateRule } from './update-rule.ts'

const adamRule: UpdateRule<AdamSettings> = {
  name: 'adam',
  start: adamStart,
  update: (update) => {
    const { parameter, gradient, settings } = update
    if (settings.weightDecay === 0) return adamUpdate(update)
    return adamUpdate({ ...update, gradient: gradient.add(parameter.mul(settings.weightDecay)) })
  },
}

/**
 * Descent by means of gradients over the roots of means of their squares (Kingma and Ba, 2014), as PyTorch's `Adam`.
 *
 * @example
 * const w = new Parameter(tensor([1, -2]))
 * const optimizer = new Adam([w], { lr: 0.1 })
 * optimizer.step([tensor([1, -1])])
 * w // [0.9, -1.9]
 */
export class Adam extends Optimizer<AdamSettings> {
  constructor(learned: Learned<AdamSettings>, options: Partial<AdamSettings & CommonSettings> = {}) {
    const defaults = { lr: 1e-3, betas: [0.9, 0.999], eps: 1e-8, weightDecay: 0, amsgrad: false } as const
    super(adamRule, learned, { ...defaults, ...options })
  }
}
