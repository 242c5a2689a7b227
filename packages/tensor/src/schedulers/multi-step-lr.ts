import { type Scheduled, type ScheduledGroup, Scheduler } from './scheduler.ts'

/**
 * Multiplies the learning rate by `gamma` after each of the steps named.
 *
 * @example
 * const optimizer = new SGD([new Parameter(tensor([1]))], { lr: 1 })
 * const scheduler = new MultiStepLR(optimizer, { milestones: [1, 3], gamma: 0.5 })
 * const rates = Array.from({ length: 4 }, () => (scheduler.step(), optimizer.groups[0].lr))
 * rates // [0.5, 0.5, 0.25, 0.25]
 */
export class MultiStepLR extends Scheduler {
  readonly #milestones: readonly number[]
  readonly #gamma: number

  constructor(
    optimizer: Scheduled,
    { milestones, gamma = 0.1 }: { milestones: readonly number[]; gamma?: number },
  ) {
    super(optimizer)
    this.#milestones = milestones
    this.#gamma = gamma
  }

  protected override next({ lr }: ScheduledGroup): number {
    return lr * this.#gamma ** this.#milestones.filter((milestone) => milestone === this.lastEpoch).length
  }
}
