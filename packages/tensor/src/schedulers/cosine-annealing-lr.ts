import { requireSteps, type Scheduled, type ScheduledGroup, Scheduler } from './scheduler.ts'

/**
 * Takes the learning rate down to `etaMin` along half a cosine within `tMax` steps, and up again after.
 *
 * @example
 * const optimizer = new SGD([new Parameter(tensor([1]))], { lr: 1 })
 * const scheduler = new CosineAnnealingLR(optimizer, { tMax: 2 })
 * const rates = Array.from({ length: 4 }, () => (scheduler.step(), optimizer.groups[0].lr))
 * rates // [0.5, 0, 0.5, 1]
 */
export class CosineAnnealingLR extends Scheduler {
  readonly #tMax: number
  readonly #etaMin: number

  constructor(optimizer: Scheduled, { tMax, etaMin = 0 }: { tMax: number; etaMin?: number }) {
    super(optimizer)
    requireSteps('tMax', tMax)
    this.#tMax = tMax
    this.#etaMin = etaMin
  }

  protected override next({ lr, initialLr }: ScheduledGroup): number {
    const height = (step: number) => 1 + Math.cos((Math.PI * step) / this.#tMax)
    // From the bottom there is no going on by a factor.
    if ((this.lastEpoch - 1 - this.#tMax) % (2 * this.#tMax) === 0) {
      return lr + ((initialLr - this.#etaMin) * (1 - Math.cos(Math.PI / this.#tMax))) / 2
    }
    return (height(this.lastEpoch) / height(this.lastEpoch - 1)) * (lr - this.#etaMin) + this.#etaMin
  }
}
