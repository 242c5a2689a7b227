import { ofGroup, type PerGroup, type Scheduled, type ScheduledGroup, Scheduler } from './scheduler.ts'

/**
 * The first learning rate times what a function makes of the number of steps so far.
 *
 * @example
 * const optimizer = new SGD([new Parameter(tensor([1]))], { lr: 1 })
 * const scheduler = new LambdaLR(optimizer, (epoch) => 1 / (1 + epoch))
 * const rates = Array.from({ length: 4 }, () => (scheduler.step(), optimizer.groups[0].lr))
 * rates // [0.5, 0.3333, 0.25, 0.2]
 */
export class LambdaLR extends Scheduler {
  readonly #factor: PerGroup<(epoch: number) => number>

  constructor(optimizer: Scheduled, factor: PerGroup<(epoch: number) => number>) {
    super(optimizer)
    this.#factor = factor
    this.update()
  }

  protected override next({ initialLr }: ScheduledGroup, index: number): number {
    return initialLr * ofGroup(this.#factor, index)(this.lastEpoch)
  }
}
