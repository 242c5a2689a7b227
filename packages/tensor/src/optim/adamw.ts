import { type AdamSettings, adamStart, adamUpdate } from './adam-update.ts'
import { type Learned, Optimizer } from './optimizer.ts'
import type { CommonSettings } from './parameter-group.ts'
import type { UpdateRule } from './update-rule.ts'

const adamwRule: UpdateRule<AdamSettings> = {
  name: 'adamw',
  start: adamStart,
  update: (update) => {
    const { parameter, lr, settings } = update
    const kept = lr.mul(settings.weightDecay).neg().add(1)
    return adamUpdate({ ...update, parameter: parameter.mul(kept) })
  },
}

/**
 * Adam with weights that decay by themselves instead of by way of the gradient (Loshchilov and Hutter, 2017).
 *
 * @example
 * const w = new Parameter(tensor([1, -2]))
 * const optimizer = new AdamW([w], { lr: 0.1 })
 * optimizer.step([tensor([1, -1])])
 * w // [0.899, -1.898]
 */
export class AdamW extends Optimizer<AdamSettings> {
  constructor(learned: Learned<AdamSettings>, options: Partial<AdamSettings & CommonSettings> = {}) {
    const defaults = { lr: 1e-3, betas: [0.9, 0.999], eps: 1e-8, weightDecay: 1e-2, amsgrad: false } as const
    super(adamwRule, learned, { ...defaults, ...options })
  }
}
