import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as T from '../src/index.ts'
import { compile, type Optimizer, Parameter, readAll, type Tensor, tensor } from '../src/index.ts'
import { assertClose, readCases } from './recordings/recording.ts'

interface Step {
  lr: number
  parameter: number[]
  state: Record<string, number[]>
}

type Make = (parameters: Parameter[]) => Pick<Optimizer, 'step' | 'stateDict' | 'loadStateDict'>

const OPTIMIZERS: Record<string, Make> = {
  SGD: (p) => new T.SGD(p, { lr: 0.1, weightDecay: 0.1 }),
  'SGD momentum': (p) => new T.SGD(p, { lr: 0.1, momentum: 0.9, dampening: 0.3 }),
  'SGD nesterov': (p) =>
    new T.SGD(p, { lr: 0.1, momentum: 0.8, nesterov: true, weightDecay: 0.05, maximize: true }),
  Adam: (p) => new T.Adam(p, { lr: 0.05 }),
  'Adam amsgrad': (p) =>
    new T.Adam(p, { lr: 0.05, betas: [0.8, 0.95], eps: 1e-4, weightDecay: 0.1, amsgrad: true }),
  AdamW: (p) => new T.AdamW(p, { lr: 0.05, weightDecay: 0.2 }),
  'AdamW amsgrad': (p) => new T.AdamW(p, { lr: 0.05, betas: [0.5, 0.9], amsgrad: true, maximize: true }),
  RMSprop: (p) => new T.RMSprop(p, { lr: 0.02 }),
  'RMSprop centered': (p) =>
    new T.RMSprop(p, { lr: 0.02, alpha: 0.9, momentum: 0.7, centered: true, weightDecay: 0.1, eps: 1e-3 }),
  Adagrad: (p) =>
    new T.Adagrad(p, { lr: 0.1, lrDecay: 0.05, weightDecay: 0.1, initialAccumulatorValue: 0.2 }),
  RAdam: (p) => new T.RAdam(p, { lr: 0.05 }),
  'RAdam decay': (p) => new T.RAdam(p, { lr: 0.05, betas: [0.8, 0.99], weightDecay: 0.1, eps: 1e-4 }),
  NAdam: (p) => new T.NAdam(p, { lr: 0.05 }),
  'NAdam decay': (p) =>
    new T.NAdam(p, { lr: 0.05, betas: [0.8, 0.99], weightDecay: 0.1, momentumDecay: 0.1 }),
  Rprop: (p) => new T.Rprop(p, { lr: 0.05, etas: [0.4, 1.3], stepSizes: [0.01, 0.2] }),
  ASGD: (p) => new T.ASGD(p, { lr: 0.1, lambd: 0.01, alpha: 0.6, t0: 6, weightDecay: 0.05 }),
}

const [first, ...trajectories] = readCases<{ name: string; records: Step[] }>('optimizers.json')
const gradients = (first as unknown as { records: number[][] }).records.map((values) => tensor(values))

const recorded = (data: number[]) => ({ dtype: 'float32' as const, shape: [data.length], data })

/** The state before step `i`, as a state dict. */
function stateDict({ lr, state }: Step, i: number) {
  const tensors: Record<string, Tensor> = { '0.step': tensor(i) }
  for (const [name, values] of Object.entries(state)) {
    tensors[`0.${name}`] = values.length === 1 ? tensor(values[0]!) : tensor(values)
  }
  return { tensors, groups: [{ lr, initialLr: lr }] }
}

test('every step of every optimizer is what PyTorch makes of the same state', async (t) => {
  assert.deepEqual(
    trajectories.map(({ name }) => name),
    Object.keys(OPTIMIZERS),
  )
  for (const { name, records } of trajectories) {
    await t.test(name, async () => {
      const w = new Parameter(tensor(records[0]!.parameter))
      const optimizer = OPTIMIZERS[name]!([w])
      let traces = 0
      const step = compile((gradient: Tensor) => {
        traces++
        optimizer.step([gradient])
        return null
      })
      for (const [i, gradient] of gradients.entries()) {
        const { parameter, state } = records[i + 1]!
        // The first step starts from what the optimizer itself starts from.
        if (i > 0) {
          optimizer.loadStateDict(stateDict(records[i]!, i))
          w.assign(tensor(records[i]!.parameter))
        }
        await step(gradient)
        const { tensors } = optimizer.stateDict()
        const names = Object.keys(state)
        const [count, made, ...kept] = await readAll([
          tensors['0.step']!,
          w,
          ...names.map((key) => tensors[`0.${key}`]!),
        ])
        assert.equal(count![0], i + 1)
        assertClose(made!, recorded(parameter), `parameter after step ${i}`)
        for (const [k, key] of names.entries()) {
          assertClose(kept[k]!, recorded(state[key]!), `${key} after step ${i}`)
        }
      }
      assert.equal(traces, 1, 'a new learning rate traces nothing again')
    })
  }
})

interface Schedule {
  name: string
  lrs: number[]
  momenta?: number[]
  measures?: number[]
}

type Plan = (optimizer: T.SGD) => T.Scheduler | T.ReduceLROnPlateau

const SCHEDULERS: Record<string, Plan> = {
  StepLR: (o) => new T.StepLR(o, { stepSize: 5, gamma: 0.3 }),
  MultiStepLR: (o) => new T.MultiStepLR(o, { milestones: [2, 7, 7, 20], gamma: 0.5 }),
  ExponentialLR: (o) => new T.ExponentialLR(o, { gamma: 0.9 }),
  LambdaLR: (o) => new T.LambdaLR(o, (epoch) => 1 / (1 + epoch)),
  LinearLR: (o) => new T.LinearLR(o, { startFactor: 0.25, endFactor: 0.8, totalIters: 9 }),
  CosineAnnealingLR: (o) => new T.CosineAnnealingLR(o, { tMax: 7, etaMin: 0.05 }),
  CosineAnnealingWarmRestarts: (o) => new T.CosineAnnealingWarmRestarts(o, { t0: 3, tMult: 2, etaMin: 0.01 }),
  OneCycleLR: (o) => new T.OneCycleLR(o, { maxLr: 2, totalSteps: 24 }),
  'OneCycleLR linear': (o) =>
    new T.OneCycleLR(o, {
      maxLr: 2,
      totalSteps: 25,
      annealStrategy: 'linear',
      pctStart: 0.4,
      cycleMomentum: false,
      divFactor: 10,
      finalDivFactor: 100,
    }),
  'OneCycleLR three': (o) =>
    new T.OneCycleLR(o, {
      maxLr: 2,
      totalSteps: 25,
      threePhase: true,
      baseMomentum: 0.7,
      maxMomentum: 0.8,
    }),
  ReduceLROnPlateau: (o) =>
    new T.ReduceLROnPlateau(o, { patience: 2, factor: 0.5, cooldown: 1, minLr: 0.05 }),
  'ReduceLROnPlateau max': (o) =>
    new T.ReduceLROnPlateau(o, { mode: 'max', patience: 1, threshold: 0.2, thresholdMode: 'abs' }),
}

const isNear = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b))

test("every step of every schedule is PyTorch's from the same rate", async (t) => {
  const schedules = readCases<Schedule>('schedulers.json')
  assert.deepEqual(
    schedules.map(({ name }) => name),
    Object.keys(SCHEDULERS),
  )
  for (const { name, lrs, momenta, measures } of schedules) {
    await t.test(name, () => {
      const optimizer = new T.SGD([new Parameter(tensor([1]))], { lr: 0.5, momentum: 0.9 })
      const scheduler = SCHEDULERS[name]!(optimizer)
      const [group] = optimizer.groups
      assert(isNear(group!.lr, lrs[0]!), `${group!.lr} at first, not ${lrs[0]}`)
      for (const [i, expected] of lrs.slice(1).entries()) {
        group!.lr = lrs[i]!
        scheduler.lastEpoch = i
        scheduler.step(measures?.[i] as never)
        assert(isNear(group!.lr, expected), `step ${i}: ${group!.lr}, not ${expected}`)
        if (momenta) assert(isNear(group!.momentum!, momenta[i + 1]!), `step ${i}: ${group!.momentum}`)
      }
    })
  }
})

test.after(() => T.defaultEngine().close())
