import * as T from '../../packages/tensor/src/index.ts'
import type { Draws, Plain } from './draws.ts'
import { type Generator, snake } from './generator.ts'
import type { LearningGenerator } from './learning.ts'
import type { ModuleGenerator } from './modules.ts'
import { load, loadTensor } from './plain.ts'

/** One thing to compute on both sides. */
export interface Case {
  name: string
  /** As PyTorch's side reads it. */
  asked: object
  make: () => Made
  notes: Pick<Generator, 'outputs' | 'wider' | 'narrower'>
}

export interface Made {
  outputs: T.Tensor[]
  gradients: T.Tensor[]
}

type Callable = (...args: unknown[]) => unknown
const exported = T as unknown as Record<string, Callable & (new (...args: unknown[]) => unknown)>

const named = (options: object) =>
  Object.fromEntries(Object.entries(options).map(([key, value]) => [snake(key), value]))

const tensorsOf = (made: unknown): T.Tensor[] => {
  if (made instanceof T.Tensor) return [made]
  return typeof made === 'object' && made !== null ? Object.values(made).flatMap(tensorsOf) : []
}

/** The gradient that an output starts from; answers.py has the same. */
function upOf({ shape, dtype, numel }: T.Tensor): T.Tensor {
  const values = Array.from({ length: numel }, (_, i) => (((i * 7 + 3) % 11) - 5) / 4)
  return T.tensor(values, { dtype, shape })
}

function gradientsOf(outputs: readonly T.Tensor[], leaves: readonly T.Tensor[]): T.Tensor[] {
  const losses = outputs
    .filter(({ dtype }) => dtype.startsWith('float'))
    .map((one) => one.mul(upOf(one)).sum().to('float64'))
  if (losses.length === 0 || leaves.length === 0) return []
  const loss = losses.reduce((a, b) => a.add(b))
  return T.findGradients(loss, leaves).map((found, i) => found ?? T.zerosLike(leaves[i]!))
}

export function callCase(name: string, generator: Generator, d: Draws): Case {
  const drawn = generator.draw(d)
  const { args, options = {} } = Array.isArray(drawn) ? { args: drawn } : drawn
  const [first, second] = args as [unknown, { tuple?: unknown[] } | undefined]
  const make = () => {
    const leaves: T.Tensor[] = []
    const given = second?.tuple
      ? [load(first, leaves), ...second.tuple.map((part) => (part === null ? null : load(part, leaves)))]
      : args.map((one) => load(one, leaves))
    if (Object.keys(options).length > 0) given.push(load(options, leaves))
    const call = exported[name === 'to' ? 'cast' : name]!
    const outputs = tensorsOf(call(...given))
    return { outputs, gradients: gradientsOf(outputs, leaves) }
  }
  return {
    name,
    asked: { kind: 'call', name: generator.torch ?? snake(name), args, options: named(options) },
    make,
    notes: generator,
  }
}

export function moduleCase(name: string, generator: ModuleGenerator, d: Draws): Case {
  const { args, options = {}, inputs } = generator.draw(d)
  const training = d.chance(0.7)
  const build = () => new exported[name]!(...args, ...(Object.keys(options).length > 0 ? [options] : []))
  const state: Record<string, Plain> = {}
  let module: T.Module | undefined
  try {
    module = build() as unknown as T.Module
    for (const [key, { dtype, shape }] of Object.entries(module.stateDict())) {
      state[key] = d.tensor(shape, { dtype, values: key.endsWith('var') ? 'positive' : 'smooth' })
    }
  } catch {
    // Then PyTorch is to refuse it too.
  }
  const make = () => {
    const made = (module ?? build()) as T.Module
    if (training) made.train()
    else made.eval()
    made.loadStateDict(
      Object.fromEntries(Object.entries(state).map(([key, value]) => [key, loadTensor(value)])),
    )
    const leaves: T.Tensor[] = []
    const loaded = inputs.map((one) => load(one, leaves))
    const [first, ...others] = loaded
    const given = generator.second && others.length > 0 ? [first, { [generator.second]: others[0] }] : loaded
    const results = tensorsOf((made.forward as Callable)(...given))
    return {
      outputs: [...results, ...made.buffers()],
      gradients: gradientsOf(results, [...leaves, ...made.parameters()]),
    }
  }
  return {
    name,
    asked: { kind: 'module', name, args, options: named(options), inputs, state, training },
    make,
    notes: generator,
  }
}

/** Some steps of an optimizer from made-up gradients. */
export function optimizerCase(name: string, generator: LearningGenerator, d: Draws): Case {
  const options = generator.draw(d)
  const shapes = [d.shape(0, 2), d.shape(1, 2)]
  const draw = () => shapes.map((shape) => d.tensor(shape, { dtype: 'float32', values: 'smooth' }))
  const [args, gradients] = [draw(), Array.from({ length: 3 }, draw)]
  const make = () => {
    const parameters = args.map((one) => new T.Parameter(loadTensor(one)))
    const optimizer = new exported[name]!(parameters, options) as T.Optimizer
    for (const each of gradients) optimizer.step(each.map(loadTensor))
    return { outputs: parameters, gradients: [] }
  }
  return {
    name,
    asked: { kind: 'optimizer', name, args, options: named(options), gradients },
    make,
    notes: generator,
  }
}

/** PyTorch writes the times of schedules in large letters. */
const namedRates = (options: object) =>
  Object.fromEntries(
    Object.entries(named(options)).map(([key, value]) => [
      key.replace(/^t(_max|_mult|0)$/, 'T$1').replace('T0', 'T_0'),
      value,
    ]),
  )

/** The learning rates of a schedule. */
export function scheduleCase(name: string, generator: LearningGenerator, d: Draws): Case {
  const options = generator.draw(d)
  const lr = d.pick(0.1, 1, 0.03)
  const measures = Array.from({ length: 12 }, () => d.int(0, 8) / 2)
  const make = () => {
    const optimizer = new T.SGD([new T.Parameter(T.zeros([1]))], { lr, momentum: 0.9 })
    const schedule = new exported[name]!(optimizer, options) as { step(measure: number): void }
    const rates = measures.map((measure) => {
      schedule.step(measure)
      return optimizer.groups[0]!.lr
    })
    return { outputs: [T.tensor(rates, { dtype: 'float64' })], gradients: [] }
  }
  return {
    name,
    asked: { kind: 'schedule', name, args: [], options: namedRates(options), lr, measures },
    make,
    notes: generator,
  }
}
