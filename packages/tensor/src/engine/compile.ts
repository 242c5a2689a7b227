import type { Cell } from '../graph/cell.ts'
import { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { trace } from '../graph/trace.ts'
import { leafValue, type Value } from '../graph/value.ts'
import { nextStream } from '../random/generator.ts'
import { defaultEngine } from './default-engine.ts'
import type { Engine } from './engine.ts'
import { inSlices } from './in-slices.ts'
import { lower, type Plan } from './lower.ts'
import type { Feed } from './messages.ts'
import { realize } from './read.ts'
import { flatten, type Tree, unflatten } from './tree.ts'

/** A step that has been traced for arguments of some shapes. */
interface Traced {
  plan: Plan | Promise<Plan>
  /** What the step returned, and what it assigned. */
  result: Tree
  results: Value[]
  written: Cell[]
  assumptions: (() => boolean)[]
}

export interface CompileOptions {
  /** Where it runs; the default engine unless given. */
  engine?: Engine
}

/**
 * Makes a step that is traced once for each set of argument shapes and afterwards only runs. Arguments and
 * results are tensors, or arrays and objects of them; numbers, strings and booleans among the arguments are part
 * of the graph. Variables that the step assigns are updated in the worker, without leaving it.
 *
 * Modules may change between training and evaluation: a step is traced once for each mode too.
 *
 * The function runs while it is traced, not at every call: what it does besides building tensors (printing,
 * counting) happens once, and random tensors made in it are drawn anew at every call.
 *
 * @example
 * const step = compile((x: Tensor, y: Tensor) => {
 *   const loss = crossEntropy(x.matmul(w), y)
 *   const [gradient] = grad(loss, [w])
 *   w.assign(w.sub(gradient.mul(0.1)))
 *   return loss
 * })
 * console.log(await (await step(x, y)).item())
 */
export function compile<Args extends readonly Tree[], Result extends Tree>(
  step: (...args: Args) => Result,
  { engine }: CompileOptions = {},
): (...args: Args) => Promise<Result> {
  const traces = new Map<string, Traced[]>()
  return async (...args) => {
    const runner = engine ?? defaultEngine()
    const { tensors, key } = flatten(args)
    let known = traces.get(key)
    if (!known) {
      known = []
      traces.set(key, known)
    }
    let traced = known.find(({ assumptions }) => assumptions.every((holds) => holds()))
    if (!traced) {
      traced = traceStep(() => step(...(placeholders(args) as Args)))
      known.push(traced)
    }
    return (await runTraced(runner, traced, tensors)) as Result
  }
}

function placeholders(args: Tree): Tree {
  let position = 0
  return unflatten(args, (tensor) => {
    return new Tensor(leafValue({ kind: 'argument', position: position++ }, tensor.dtype, tensor.shape))
  })
}

function traceStep(step: () => Tree): Traced {
  const { result, trace: traced } = trace(step)
  const results = flatten(result).tensors.map((tensor) => tensor.value)
  const written = [...traced.assigned.keys()]
  const plan = inSlices(lower([...results, ...traced.assigned.values()]))
  return { plan, result, results, written, assumptions: traced.assumptions }
}

async function runTraced(engine: Engine, traced: Traced, tensors: readonly Tensor[]): Promise<Tree> {
  const { plan, result, results, written } = traced
  const lazy = tensors.filter(({ value }) => !value.held && value.source.kind === 'call')
  if (lazy.length > 0) await realize(lazy)
  const feeds = tensors.map(({ value }) => feedOf(value))
  const destinations = [...results.map(() => 'read' as const), ...written]
  const arrays = await engine.run(plan, destinations, { feeds, key: nextStream() })
  if (plan instanceof Promise) traced.plan = await plan
  let i = 0
  return unflatten(result, ({ dtype, shape }) => {
    return new Tensor(leafValue({ kind: 'data', data: arrays[i++]! }, dtype, shape))
  })
}

function feedOf({ source, held }: Value): Feed {
  if (held) return held.id
  if (source.kind === 'data' || source.kind === 'constant') return source.data
  if (source.kind === 'stored') return source.cell.id
  if (source.kind === 'random') return { fill: source.fill, key: source.key }
  throw new TensorError('argument', 'an argument of a compiled step was used outside of it')
}
