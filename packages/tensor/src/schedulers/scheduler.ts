import { TensorError } from '../graph/tensor-error.ts'
import type { ParameterGroup } from '../optim/parameter-group.ts'

/** What a schedule sees of a group of parameters. */
export type ScheduledGroup = Pick<ParameterGroup, 'lr' | 'initialLr' | 'momentum'>

/** Any optimizer. */
export interface Scheduled {
  readonly groups: readonly ScheduledGroup[]
}

/** A learning rate for every group: one, or one for each. */
export type PerGroup<T> = T | readonly T[]

/** Refuses a count of steps that is none: a schedule would never get past it. */
export function requireSteps(name: string, value: number): void {
  if (Number.isInteger(value) && value >= 1) return
  throw new TensorError('argument', `${name} is a whole number from 1 on, not ${value}`)
}

/** Refuses a share or factor that is not from 0 to 1. */
export function requireShare(name: string, value: number): void {
  if (value >= 0 && value <= 1) return
  throw new TensorError('argument', `${name} is from 0 to 1, not ${value}`)
}

export const ofGroup = <T>(value: PerGroup<T>, index: number): T =>
  Array.isArray(value) ? (value[index] as T) : (value as T)

/**
 * What all schedules share: they set the learning rates of an optimizer's groups, on the host, and compiled steps read
 * them without being traced again. Call `step` once after every epoch (or batch, where the schedule says so).
 *
 * @example
 * class HalveLR extends Scheduler {
 *   override next({ lr }: ScheduledGroup): number {
 *     return lr / 2
 *   }
 * }
 * const optimizer = new SGD([new Parameter(tensor([1]))], { lr: 1 })
 * new HalveLR(optimizer).step()
 * optimizer.groups[0].lr // 0.5
 */
export abstract class Scheduler {
  readonly optimizer: Scheduled
  /** How many steps there have been; where training is taken up again, the number to go on from. */
  lastEpoch = 0

  constructor(optimizer: Scheduled) {
    this.optimizer = optimizer
  }

  /** A group's next learning rate, given `lastEpoch` and its present one. */
  protected abstract next(group: ScheduledGroup, index: number): number

  /** Goes on by one, and sets the learning rates. */
  step(): void {
    this.lastEpoch++
    this.update()
  }

  protected update(): void {
    for (const [index, group] of this.optimizer.groups.entries()) group.lr = this.next(group, index)
  }

  /** The learning rates of all groups. */
  get lastLr(): number[] {
    return this.optimizer.groups.map(({ lr }) => lr)
  }

  /** What it takes to go on later; the rates themselves are in the optimizer's state. */
  stateDict(): Record<string, number> {
    return { lastEpoch: this.lastEpoch }
  }

  loadStateDict(state: Readonly<Record<string, number>>): void {
    this.lastEpoch = state.lastEpoch ?? 0
  }
}
