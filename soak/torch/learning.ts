import type { Draws } from './draws.ts'
import type { Generator } from './generator.ts'

/** How an optimizer or a schedule is made. */
export interface LearningGenerator extends Pick<Generator, 'wider' | 'narrower'> {
  draw: (d: Draws) => object
}

const rate = (d: Draws) => (d.chance(0.05) ? -0.1 : d.pick(0.1, 0.01, 0.5))
const decay = (d: Draws) => (d.chance(0.05) ? -1 : d.pick(0, 0.1))
const share = (d: Draws) => (d.chance(0.05) ? 1.5 : d.pick(0, 0.5, 0.9))
const betas = (d: Draws) => [share(d), d.pick(0.9, 0.99, 0.999)]
const adam = (d: Draws) =>
  d.some({
    lr: rate(d),
    betas: betas(d),
    eps: d.pick(1e-8, 1e-3, 0),
    weightDecay: decay(d),
    amsgrad: d.chance(0.5),
    maximize: d.chance(0.3),
  })

export const OPTIMIZERS: Record<string, LearningGenerator> = {
  SGD: {
    draw: (d) => ({
      lr: rate(d),
      ...d.some({
        momentum: share(d),
        dampening: d.pick(0, 0, 0.3),
        weightDecay: decay(d),
        nesterov: d.chance(0.3),
        maximize: d.chance(0.3),
      }),
    }),
  },
  Adam: { draw: adam },
  AdamW: { draw: adam },
  RAdam: { draw: (d) => d.some({ lr: rate(d), betas: betas(d), weightDecay: decay(d) }) },
  RMSprop: {
    draw: (d) =>
      d.some({
        lr: rate(d),
        alpha: d.pick(0.9, 0.5),
        eps: d.pick(1e-8, 0.1),
        momentum: share(d),
        weightDecay: decay(d),
        centered: d.chance(0.5),
      }),
  },
  Adagrad: {
    draw: (d) =>
      d.some({
        lr: rate(d),
        lrDecay: decay(d),
        weightDecay: decay(d),
        initialAccumulatorValue: d.pick(0, 0.1, -1),
        eps: d.pick(1e-10, 0.1),
      }),
  },
  Rprop: {
    draw: (d) =>
      d.some({
        lr: rate(d),
        etas: d.pick([0.5, 1.2], [0.3, 2], [1.1, 1.2]),
        stepSizes: [1e-6, d.pick(50, 0.1)],
      }),
  },
  ASGD: {
    draw: (d) =>
      d.some({
        lr: rate(d),
        lambd: d.pick(1e-4, 0.1),
        alpha: d.pick(0.75, 0.5),
        t0: d.pick(1e6, 1),
        weightDecay: decay(d),
      }),
  },
}

export const SCHEDULES: Record<string, LearningGenerator> = {
  StepLR: { draw: (d) => ({ stepSize: d.int(1, 4), ...d.some({ gamma: d.pick(0.1, 0.5) }) }) },
  MultiStepLR: {
    draw: (d) => ({ milestones: d.pick([2, 5], [1], [3, 3, 7], [7, 2]), ...d.some({ gamma: 0.5 }) }),
  },
  ExponentialLR: { draw: (d) => ({ gamma: d.pick(0.5, 0.9, 1.1) }) },
  LinearLR: {
    draw: (d) =>
      d.some({
        startFactor: d.pick(0.5, 0.1, 1, 0, 1.5),
        endFactor: d.pick(1, 0.2),
        totalIters: d.int(1, 8),
      }),
  },
  CosineAnnealingLR: { draw: (d) => ({ tMax: d.int(1, 8), ...d.some({ etaMin: d.pick(0, 0.01) }) }) },
  CosineAnnealingWarmRestarts: {
    draw: (d) => ({
      t0: d.int(d.chance(0.1) ? 0 : 1, 4),
      ...d.some({ tMult: d.pick(1, 2, 3, 0), etaMin: 0.01 }),
    }),
  },
  OneCycleLR: {
    draw: (d) => ({
      maxLr: d.pick(1, 0.3),
      totalSteps: d.int(d.chance(0.1) ? 0 : 14, 20),
      ...d.some({
        pctStart: d.pick(0.3, 0.5, 1.5),
        annealStrategy: d.pick('cos', 'linear'),
        cycleMomentum: d.chance(0.5),
        divFactor: d.pick(25, 4),
        finalDivFactor: d.pick(1e4, 10),
        threePhase: d.chance(0.5),
      }),
    }),
  },
  ReduceLROnPlateau: {
    draw: (d) =>
      d.some({
        mode: d.pick('min', 'max'),
        factor: d.pick(0.1, 0.5, 1),
        patience: d.int(0, 3),
        threshold: d.pick(1e-4, 0.1, 0.5),
        thresholdMode: d.pick('rel', 'abs'),
        cooldown: d.int(0, 2),
        minLr: d.pick(0, 0.01),
        eps: d.pick(1e-8, 0.01),
      }),
  },
}
