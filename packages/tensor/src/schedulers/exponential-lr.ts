import { type Scheduled, type ScheduledGroup, Scheduler } from './scheduler.ts'

/**
 * Multiplies the learning rate by `gamma` at every step.
 *
 * @example
 * const optimizer = new SGD([new Parameter(tensor([1]))], { lr: 1 })
 * const scheduler = new ExponentialLR(optimizer, { gamma: 0.5 })
 * const rates = Array.from({ length: 4 }, () => (scheduler.step(), optimizer.groups[0].lr))
 * rates // [0.5, 0.25, 0.125, 0.0625]
 */
export class ExponentialLR extends Scheduler {
  readonly #gamma: number

  constructor(optimizer: Scheduled, { gamma }: { gamma: number }) {
    super(optimizer)
    this.#gamma = gamma
  }

  protected override next({ lr }: ScheduledGroup): number {
    return lr * this.#gamma
  }
}
