import { requireSteps, type Scheduled, type ScheduledGroup, Scheduler } from './scheduler.ts'

/**
 * Multiplies the learning rate by `gamma` every `stepSize` steps.
 *
 * @example
 * const optimizer = new SGD([new Parameter(tensor([1]))], { lr: 1 })
 * const scheduler = new StepLR(optimizer, { stepSize: 2, gamma: 0.5 })
 * const rates = Array.from({ length: 4 }, () => (scheduler.step(), optimizer.groups[0].lr))
 * rates // [1, 0.5, 0.5, 0.25]
 */
export class StepLR extends Scheduler {
  readonly #stepSize: number
  readonly #gamma: number

  constructor(optimizer: Scheduled, { stepSize, gamma = 0.1 }: { stepSize: number; gamma?: number }) {
    super(optimizer)
    requireSteps('stepSize', stepSize)
    this.#stepSize = stepSize
    this.#gamma = gamma
  }

  protected override next({ lr }: ScheduledGroup): number {
    return this.lastEpoch % this.#stepSize === 0 ? lr * this.#gamma : lr
  }
}
