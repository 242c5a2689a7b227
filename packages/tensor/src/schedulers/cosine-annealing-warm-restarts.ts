import { requireSteps, type Scheduled, type ScheduledGroup, Scheduler } from './scheduler.ts'

/**
 * Takes the learning rate down to `etaMin` along half a cosine within `t0` steps, then starts again from the top; every
 * round is `tMult` times as long as the one before (Loshchilov and Hutter, 2016).
 *
 * @example
 * const optimizer = new SGD([new Parameter(tensor([1]))], { lr: 1 })
 * const scheduler = new CosineAnnealingWarmRestarts(optimizer, { t0: 2 })
 * const rates = Array.from({ length: 4 }, () => (scheduler.step(), optimizer.groups[0].lr))
 * rates // [0.5, 1, 0.5, 1]
 */
export class CosineAnnealingWarmRestarts extends Scheduler {
  readonly #t0: number
  readonly #tMult: number
  readonly #etaMin: number

  constructor(
    optimizer: Scheduled,
    { t0, tMult = 1, etaMin = 0 }: { t0: number; tMult?: number; etaMin?: number },
  ) {
    super(optimizer)
    requireSteps('t0', t0)
    requireSteps('tMult', tMult)
    this.#t0 = t0
    this.#tMult = tMult
    this.#etaMin = etaMin
  }

  protected override next({ initialLr }: ScheduledGroup): number {
    let length = this.#t0
    let place = this.lastEpoch
    for (; place >= length; length *= this.#tMult) place -= length
    return this.#etaMin + ((initialLr - this.#etaMin) * (1 + Math.cos((Math.PI * place) / length))) / 2
  }
}
