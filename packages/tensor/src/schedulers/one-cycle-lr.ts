import { TensorError } from '../graph/tensor-error.ts'
import {
  ofGroup,
  type PerGroup,
  requireShare,
  requireSteps,
  type Scheduled,
  type ScheduledGroup,
  Scheduler,
} from './scheduler.ts'

export interface OneCycleLROptions {
  maxLr: PerGroup<number>
  totalSteps: number
  /** The share of steps on the way up. */
  pctStart?: number
  annealStrategy?: 'cos' | 'linear'
  /** Whether momentum goes down while the learning rate goes up, and back. */
  cycleMomentum?: boolean
  baseMomentum?: number
  maxMomentum?: number
  /** The first learning rate is `maxLr / divFactor`. */
  divFactor?: number
  /** The last is the first divided by this. */
  finalDivFactor?: number
  /** Whether the way down to the first rate is as long as the way up, and a third one leads to the last. */
  threePhase?: boolean
}

interface Phase {
  end: number
  lr: readonly [from: number, to: number]
  momentum: readonly [from: number, to: number]
}

/**
 * Takes the learning rate from low to high and down to nearly nothing, momentum the other way, in one cycle of
 * `totalSteps` (Smith and Topin, 2017). Step it after every batch.
 *
 * @example
 * const optimizer = new SGD([new Parameter(tensor([1]))], { momentum: 0.9 })
 * const scheduler = new OneCycleLR(optimizer, { maxLr: 1, totalSteps: 5, pctStart: 0.4, divFactor: 2 })
 * optimizer.groups[0].lr // 0.5
 * scheduler.step()
 * optimizer.groups[0].lr // 1
 * optimizer.groups[0].momentum // 0.85
 */
export class OneCycleLR extends Scheduler {
  readonly #options: Required<OneCycleLROptions>

  constructor(optimizer: Scheduled, options: OneCycleLROptions) {
    super(optimizer)
    const defaults = { pctStart: 0.3, annealStrategy: 'cos', divFactor: 25, finalDivFactor: 1e4 } as const
    const momenta = { cycleMomentum: true, baseMomentum: 0.85, maxMomentum: 0.95, threePhase: false }
    this.#options = { ...defaults, ...momenta, ...options }
    requireSteps('totalSteps', options.totalSteps)
    requireShare('pctStart', this.#options.pctStart)
    for (const [index, group] of this.optimizer.groups.entries()) {
      group.initialLr = ofGroup(options.maxLr, index) / this.#options.divFactor
    }
    this.update()
  }

  #phases({ initialLr }: ScheduledGroup, index: number): Phase[] {
    const { maxLr, totalSteps, pctStart, baseMomentum, maxMomentum, finalDivFactor, threePhase } =
      this.#options
    const high = ofGroup(maxLr, index)
    const low = initialLr / finalDivFactor
    const up: Phase = {
      end: pctStart * totalSteps - 1,
      lr: [initialLr, high],
      momentum: [maxMomentum, baseMomentum],
    }
    const last = totalSteps - 1
    if (!threePhase) return [up, { end: last, lr: [high, low], momentum: [baseMomentum, maxMomentum] }]
    const down: Phase = {
      end: 2 * pctStart * totalSteps - 2,
      lr: [high, initialLr],
      momentum: [baseMomentum, maxMomentum],
    }
    return [up, down, { end: last, lr: [initialLr, low], momentum: [maxMomentum, maxMomentum] }]
  }

  protected override next(group: ScheduledGroup, index: number): number {
    const { totalSteps, annealStrategy, cycleMomentum } = this.#options
    if (this.lastEpoch > totalSteps) {
      throw new TensorError('argument', `this schedule has ${totalSteps} steps, and they are done`)
    }
    const phases = this.#phases(group, index)
    const at = phases.findIndex(({ end }) => this.lastEpoch <= end)
    const place = at === -1 ? phases.length - 1 : at
    const { end, lr, momentum } = phases[place]!
    const start = phases[place - 1]?.end ?? 0
    const part = (this.lastEpoch - start) / (end - start)
    const anneal = ([from, to]: readonly [number, number]): number =>
      annealStrategy === 'cos'
        ? to + ((from - to) / 2) * (1 + Math.cos(Math.PI * part))
        : from + (to - from) * part
    if (cycleMomentum) group.momentum = anneal(momentum)
    return anneal(lr)
  }
}
