import type { Cell } from '../graph/cell.ts'
import { elementsFor, elementsOf } from '../graph/elements-of.ts'
import { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { trace } from '../graph/trace.ts'
import { leafValue, type Value } from '../graph/value.ts'
import { nextStream } from '../random/generator.ts'
import { defaultEngine } from './default-engine.ts'
import type { Engine, Job } from './engine.ts'
import { canFuse } from './fusion/can-fuse.ts'
import { fuse, unfused } from './fusion/fuse.ts'
import { inSlices } from './in-slices.ts'
import { lower } from './lower.ts'
import type { Feed } from './messages.ts'
import { realize } from './read.ts'
import { flatten, type Tree, unflatten } from './tree.ts'

/** A step that has been traced for arguments of some shapes. */
interface Traced {
  job: Job | Promise<Job>
  /** What the step returned, and what it assigned. */
  result: Tree
  assigned: Cell[]
  assumptions: (() => boolean)[]
  isFrozen: boolean
}

export interface CompileOptions {
  /** Where it runs; the default engine unless given. */
  engine?: Engine
  /**
   * Makes what variables hold a part of the model, as suits a network that only answers: ONNX Runtime then prepares
   * the weights once. When one of them has changed, the model is built anew.
   */
  isFrozen?: boolean
  /** Once aborted, no call begins any more, and those that wait fail; one that has begun does all of its writing. */
  signal?: AbortSignal
  /** How many sets of argument shapes are remembered, the one unused for longest going first; 64 by default. */
  traces?: number
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
 * const w = variable(randn([3, 2]))
 * const step = compile((x: Tensor, y: Tensor) => {
 *   const loss = crossEntropy(x.matmul(w), y)
 *   const [gradient] = grad(loss, [w])
 *   w.assign(w.sub(gradient.mul(0.1)))
 *   return loss
 * })
 * const loss = await step(randn([4, 3]), tensor([0n, 1n, 1n, 0n]))
 * console.log(await loss.item())
 */
export function compile<Args extends readonly Tree[], Result extends Tree>(
  step: (...args: Args) => Result,
  { engine, isFrozen = false, signal, traces: most = 64 }: CompileOptions = {},
): (...args: Args) => Promise<Result> {
  const traces = new Map<string, Traced[]>()
  return async (...args) => {
    signal?.throwIfAborted()
    const runner = engine ?? defaultEngine()
    const { tensors, key } = flatten(args)
    const known = traces.get(key) ?? []
    let traced = known.find(({ assumptions }) => assumptions.every((holds) => holds()))
    if (!traced) {
      traced = traceStep(() => step(...(placeholders(args) as Args)), isFrozen)
      known.push(traced)
      if (known.length > most) known.shift()
    }
    // Last in the map: used last.
    traces.delete(key)
    traces.set(key, known)
    if (traces.size > most) traces.delete(traces.keys().next().value!)
    return (await runTraced(runner, traced, tensors, signal)) as Result
  }
}

function placeholders(args: Tree): Tree {
  let position = 0
  return unflatten(args, (tensor) => {
    return new Tensor(leafValue({ kind: 'argument', position: position++ }, tensor.dtype, tensor.shape))
  })
}

function traceStep(step: () => Tree, isFrozen: boolean): Traced {
  const { result: traced, trace: own } = trace(() => {
    const result = step()
    // Asked for here, where a variable stands for what was assigned to it.
    return { result, results: flatten(result).tensors.map((tensor) => tensor.value) }
  })
  const { result, results } = traced
  const { assigned, assumptions } = own
  if (isFrozen && assigned.size > 0) {
    throw new TensorError('argument', 'a frozen step cannot assign to variables')
  }
  const job = inSlices(prepare(results, assigned, isFrozen))
  // Whoever runs it hears of it; should nobody, it is no crash.
  job.catch(() => {})
  return { job, result, assigned: [...assigned.keys()], assumptions, isFrozen }
}

function* prepare(
  results: readonly Value[],
  assigned: ReadonlyMap<Cell, Value>,
  isFrozen: boolean,
): Generator<void, Job> {
  const fusion = canFuse() ? yield* fuse(results, assigned) : unfused(results, assigned)
  const plan = yield* lower(fusion.outputs, fusion, isFrozen)
  return { plan, destinations: [...results.map(() => 'read' as const), ...fusion.written] }
}

async function runTraced(
  engine: Engine,
  traced: Traced,
  tensors: readonly Tensor[],
  signal: AbortSignal | undefined,
): Promise<Tree> {
  const { job, result, assigned, isFrozen } = traced
  const lazy = tensors.filter(({ value }) => !value.held && value.source.kind === 'call')
  const options = signal ? { signal } : {}
  if (lazy.length > 0) await realize(lazy, { engine, ...options })
  // What may run on this thread is not given the worker's memory, which may be written again before it runs.
  const reader = isFrozen ? undefined : engine
  const feeds = tensors.map(({ value }) => feedOf(reader, value))
  const arrays = await engine.run(job, assigned, { feeds, key: nextStream(), ...options })
  if (job instanceof Promise) traced.job = await job
  let i = 0
  return unflatten(result, ({ dtype, shape }) => {
    const data = arrays[i++]!
    return new Tensor(
      leafValue({ kind: 'data', data, isResult: true, loan: engine.loans.of(data) }, dtype, shape),
    )
  })
}

function feedOf(reader: Engine | undefined, value: Value): Feed {
  const { source, held } = value
  if (held) return held.id
  if (source.kind === 'data') return reader ? elementsFor(reader, value, source) : elementsOf(value, source)
  if (source.kind === 'constant') return source.data
  if (source.kind === 'stored') return source.cell.id
  if (source.kind === 'random') return { fill: source.fill, key: source.key }
  throw new TensorError('argument', 'an argument of a compiled step was used outside of it')
}
