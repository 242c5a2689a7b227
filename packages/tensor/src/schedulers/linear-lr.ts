import { requireShare, requireSteps, type Scheduled, type ScheduledGroup, Scheduler } from './scheduler.ts'

export interface LinearLROptions {
  startFactor?: number
  endFactor?: number
  totalIters?: number
}

/**
 * The learning rate times a factor that goes in a straight line from one number to another within `totalIters` steps:
 * warming up, for instance.
 *
 * @example
 * const optimizer = new SGD([new Parameter(tensor([1]))], { lr: 1 })
 * const scheduler = new LinearLR(optimizer, { startFactor: 0.5, totalIters: 2 })
 * const rates = Array.from({ length: 4 }, () => (scheduler.step(), optimizer.groups[0].lr))
 * rates // [0.75, 1, 1, 1]
 */
export class LinearLR extends Scheduler {
  readonly #start: number
  readonly #end: number
  readonly #total: number

  constructor(
    optimizer: Scheduled,
    { startFactor = 1 / 3, endFactor = 1, totalIters = 5 }: LinearLROptions = {},
  ) {
    super(optimizer)
    requireShare('startFactor', startFactor)
    requireShare('endFactor', endFactor)
    requireSteps('totalIters', totalIters)
    this.#start = startFactor
    this.#end = endFactor
    this.#total = totalIters
    for (const group of this.optimizer.groups) group.lr *= startFactor
  }

  protected override next({ lr }: ScheduledGroup): number {
    if (this.lastEpoch > this.#total) return lr
    const rise = this.#end - this.#start
    return lr * (1 + rise / (this.#total * this.#start + (this.lastEpoch - 1) * rise))
  }
}
