import { TensorError } from '../graph/tensor-error.ts'
import { ofGroup, type PerGroup, type Scheduled } from './scheduler.ts'

export interface ReduceLROnPlateauOptions {
  /** Whether the measure is to fall or to rise. */
  mode?: 'min' | 'max'
  factor?: number
  /** How many steps without improvement are let pass. */
  patience?: number
  /** What counts as one: by this share of the best, or by this much. */
  threshold?: number
  thresholdMode?: 'rel' | 'abs'
  /** How many steps after a reduction are not looked at. */
  cooldown?: number
  minLr?: PerGroup<number>
  /** Smaller reductions are left out. */
  eps?: number
}

/**
 * Multiplies the learning rate by `factor` when a measure has not improved for `patience` steps. Step it with the
 * measure, a number.
 *
 * @example
 * const optimizer = new SGD([new Parameter(tensor([1]))], { lr: 1 })
 * const scheduler = new ReduceLROnPlateau(optimizer, { patience: 1 })
 * for (const loss of [3, 2, 2, 2]) scheduler.step(loss)
 * optimizer.groups[0].lr // 0.1
 */
export class ReduceLROnPlateau {
  readonly optimizer: Scheduled
  lastEpoch = 0
  best: number
  badEpochs = 0
  cooldownLeft = 0
  readonly #options: Required<ReduceLROnPlateauOptions>

  constructor(optimizer: Scheduled, options: ReduceLROnPlateauOptions = {}) {
    this.optimizer = optimizer
    const defaults = {
      mode: 'min',
      factor: 0.1,
      patience: 10,
      threshold: 1e-4,
      thresholdMode: 'rel',
    } as const
    this.#options = { ...defaults, cooldown: 0, minLr: 0, eps: 1e-8, ...options }
    if (this.#options.factor >= 1) throw new TensorError('argument', 'the factor must be below 1')
    this.best = this.#options.mode === 'min' ? Infinity : -Infinity
  }

  /** Goes on by one with what was measured. */
  step(measure: number): void {
    this.lastEpoch++
    if (this.#isBetter(measure)) {
      this.best = measure
      this.badEpochs = 0
    } else this.badEpochs++
    if (this.cooldownLeft > 0) {
      this.cooldownLeft--
      this.badEpochs = 0
    }
    if (this.badEpochs <= this.#options.patience) return
    this.#reduce()
    this.cooldownLeft = this.#options.cooldown
    this.badEpochs = 0
  }

  #isBetter(measure: number): boolean {
    const { mode, threshold, thresholdMode } = this.#options
    const sign = mode === 'min' ? -1 : 1
    const bar = thresholdMode === 'rel' ? this.best * (1 + sign * threshold) : this.best + sign * threshold
    return mode === 'min' ? measure < bar : measure > bar
  }

  #reduce(): void {
    const { factor, minLr, eps } = this.#options
    for (const [index, group] of this.optimizer.groups.entries()) {
      const reduced = Math.max(group.lr * factor, ofGroup(minLr, index))
      if (group.lr - reduced > eps) group.lr = reduced
    }
  }

  /** What it takes to go on later. */
  stateDict(): Record<string, number> {
    const { lastEpoch, best, badEpochs, cooldownLeft } = this
    return { lastEpoch, best, badEpochs, cooldownLeft }
  }

  loadStateDict({ lastEpoch, best, badEpochs, cooldownLeft }: Readonly<Record<string, number>>): void {
    this.lastEpoch = lastEpoch ?? this.lastEpoch
    this.best = best ?? this.best
    this.badEpochs = badEpochs ?? this.badEpochs
    this.cooldownLeft = cooldownLeft ?? this.cooldownLeft
  }
}
