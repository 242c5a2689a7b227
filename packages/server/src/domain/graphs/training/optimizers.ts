import {
  Adagrad,
  Adam,
  AdamW,
  ASGD,
  CosineAnnealingLR,
  CosineAnnealingWarmRestarts,
  ExponentialLR,
  type Module,
  MultiStepLR,
  NAdam,
  OneCycleLR,
  type Optimizer,
  RAdam,
  ReduceLROnPlateau,
  RMSprop,
  Rprop,
  SGD,
  StepLR,
} from '@nodeyard/tensor'
import type { OptimizerPlan, SchedulePlan } from '../values.ts'

export const OPTIMIZER_TYPES = [
  'Adam',
  'SGD',
  'AdamW',
  'RMSprop',
  'Adagrad',
  'RAdam',
  'NAdam',
  'Rprop',
  'ASGD',
] as const

type Make = (model: Module, options: { lr: number; weightDecay: number }) => Optimizer<never>

const MAKE = {
  Adam: (model, options) => new Adam(model.parameters(), options),
  SGD: (model, options) => new SGD(model.parameters(), options),
  // Its own default is 0.01, as in PyTorch; 0 in the form means none at all.
  AdamW: (model, options) => new AdamW(model.parameters(), options),
  RMSprop: (model, options) => new RMSprop(model.parameters(), options),
  Adagrad: (model, options) => new Adagrad(model.parameters(), options),
  RAdam: (model, options) => new RAdam(model.parameters(), options),
  NAdam: (model, options) => new NAdam(model.parameters(), options),
  Rprop: (model, { lr }) => new Rprop(model.parameters(), { lr }),
  ASGD: (model, options) => new ASGD(model.parameters(), options),
} satisfies Record<(typeof OPTIMIZER_TYPES)[number], (...args: Parameters<Make>) => unknown>

/** What the optimizers of a training have in common. */
export type AnyOptimizer = Pick<Optimizer, 'groups' | 'minimize' | 'stateDict' | 'loadStateDict'>

/** An optimizer as planned, on the parameters of a model, going on from the plan's state if it has one. */
export function makeOptimizer(plan: OptimizerPlan, model: Module): AnyOptimizer {
  const make = MAKE[plan.type as (typeof OPTIMIZER_TYPES)[number]]
  const optimizer = make(model, plan) as unknown as AnyOptimizer
  if (plan.state) {
    optimizer.loadStateDict(plan.state)
    // The form's rate counts: a schedule has moved the saved one.
    for (const group of optimizer.groups) group.lr = plan.lr
  }
  return optimizer
}

export const SCHEDULE_TYPES = [
  'StepLR',
  'CosineAnnealingLR',
  'ExponentialLR',
  'ReduceLROnPlateau',
  'CosineAnnealingWarmRestarts',
  'MultiStepLR',
  'OneCycleLR',
] as const

/** A schedule that a training asks to go on: after every batch, and with its measure after every epoch. */
export interface Schedule {
  afterBatch(): void
  afterEpoch(measure: number): void
}

/**
 * A schedule on an optimizer. OneCycleLR goes on with every batch, as in PyTorch, and stays where it ends; the others
 * with every epoch.
 */
export function makeSchedule({ type, options }: SchedulePlan, optimizer: AnyOptimizer): Schedule {
  const { step_size = 10, gamma = 0.1, T_max = 50, max_lr = 0.01, total_steps = 1000 } = options
  const perEpoch = (scheduler: { step(): void }): Schedule => ({
    afterBatch: () => {},
    afterEpoch: () => scheduler.step(),
  })
  switch (type as (typeof SCHEDULE_TYPES)[number]) {
    case 'StepLR':
      return perEpoch(new StepLR(optimizer, { stepSize: step_size, gamma }))
    case 'CosineAnnealingLR':
      return perEpoch(new CosineAnnealingLR(optimizer, { tMax: T_max }))
    case 'ExponentialLR':
      return perEpoch(new ExponentialLR(optimizer, { gamma }))
    case 'CosineAnnealingWarmRestarts':
      return perEpoch(new CosineAnnealingWarmRestarts(optimizer, { t0: T_max }))
    case 'MultiStepLR': {
      const milestones = [1, 2, 3, 4].map((times) => times * step_size)
      return perEpoch(new MultiStepLR(optimizer, { milestones, gamma }))
    }
    case 'ReduceLROnPlateau': {
      const scheduler = new ReduceLROnPlateau(optimizer, { factor: gamma })
      return { afterBatch: () => {}, afterEpoch: (measure) => scheduler.step(measure) }
    }
    case 'OneCycleLR': {
      const scheduler = new OneCycleLR(optimizer, { maxLr: max_lr, totalSteps: total_steps })
      return {
        afterBatch: () => {
          if (scheduler.lastEpoch < total_steps - 1) scheduler.step()
        },
        afterEpoch: () => {},
      }
    }
  }
}
