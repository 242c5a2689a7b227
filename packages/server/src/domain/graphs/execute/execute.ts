import { setTimeout as sleep } from 'node:timers/promises'
import { manualSeed, Tensor } from '@nodeyard/tensor'
import { type Groups, membersAt } from '../plan/groups.ts'
import { groupDependants, type Plan, type Planned } from '../plan/plan-run.ts'
import type { RunContext, Step } from '../run-context.ts'
import { rollUp } from './box-status.ts'
import { computeRegion } from './compute-region.ts'
import type { ExecutionEvent, StatusEvent } from './events.ts'
import type { Result, Results } from './result-cache.ts'
import { resultKey, seedFor } from './result-key.ts'
import { RunResults } from './run-results.ts'

export interface ExecuteOptions {
  plan: Plan
  /** What a graph node may ask for; made anew for every attempt. */
  contextOf(planned: Planned, seed: number): RunContext & { logged(): string | undefined }
  emit(event: ExecutionEvent): void
  signal: AbortSignal
  /** What an earlier run has left, and where this one leaves its own. */
  cache?: Results
  /** Ids that must run although nothing they depend on has changed. */
  changed?: ReadonlySet<string>
  errorMode?: 'fail_fast' | 'continue' | 'retry'
  /** How often a failing graph node is tried again in `retry`. */
  maxRetries?: number
  /** Takes computations apart for learners; nothing comes from the cache then. */
  isVerbose?: boolean
  isBackward?: boolean
  seed?: number
  device?: string
  /** Is handed every output of every graph node that ran or was cached, and every step of a verbose run. */
  capture?(planned: Planned, result: Result, steps: readonly Step[]): void
  /** Done after everything has run and before the end is told; what goes wrong in it does not fail the run. */
  beforeEnd?(results: RunResults): Promise<void>
  /** How many graph nodes that wait for something may wait at the same time. */
  parallel?: number
}

export interface Outcome {
  status: 'succeeded' | 'failed' | 'cancelled'
  error?: string
  /** The graph node that failed first. */
  failedId?: string
  /** Ids that ran, those that were served from the cache, and those left out since what feeds them failed. */
  ran: string[]
  cached: string[]
  skipped: string[]
  results: RunResults
}

/** What a run that ends before anything has run leaves behind. */
export const nothingRan = () => ({ ran: [], cached: [], skipped: [], results: new RunResults([]) })

/** How long scheduling may go on before others get their turn on the event loop. */
const SLICE_MS = 5
const RETRY_DELAY_MS = 500

/**
 * Runs a plan. What is lazily built from tensors is collected, over as many graph nodes as possible, and computed as
 * one region: when something needs the elements, and at the end. The rest runs as soon as what feeds it
 * has, several at a time.
 *
 * Ends with exactly one of `execution_complete`, `execution_error` and `execution_stopped`. Once the signal is
 * aborted nothing is waited for any more: what still computes is left behind and its result dropped.
 */
export async function execute(options: ExecuteOptions): Promise<Outcome> {
  const execution = new Execution(options)
  const outcome = await execution.run()
  if (outcome.status === 'cancelled') options.emit({ type: 'execution_stopped' })
  else if (outcome.status === 'failed') options.emit({ type: 'execution_error', error: outcome.error ?? '' })
  else options.emit({ type: 'execution_complete' })
  return outcome
}

/** One graph node whose `run` has returned; its tensors may still be lazy. */
export interface Built {
  planned: Planned
  position: number
  key: string | undefined
  outputs: Record<string, unknown>
  steps: readonly Step[]
  log: string | undefined
}

type Context = ReturnType<ExecuteOptions['contextOf']>

/** One try to run a graph node. */
interface Attempt {
  planned: Planned
  position: number
  key: string | undefined
  context: Context
  /** How many have failed before. */
  count: number
}

class Execution {
  readonly #options: ExecuteOptions
  readonly #plan: Plan
  readonly #tell: (event: StatusEvent) => void
  // All by position.
  readonly #keys: (string | undefined)[]
  readonly #outputs: (Record<string, unknown> | undefined)[]
  /** How many of the wires into it nothing has come through yet. */
  readonly #waiting: Int32Array
  readonly #dependants: Groups
  /** Positions whose inputs are there, in the order in which they became ready; started ones included. */
  readonly #ready: number[] = []
  readonly #isSkipped: boolean[] = []
  readonly #results: RunResults
  readonly #ran: string[] = []
  readonly #cached: string[] = []
  readonly #skipped: string[] = []
  /** Built and not yet computed, in the order in which they were built. */
  #region: Built[] = []
  #computing: Promise<void> = Promise.resolve()
  #failure: { error: string; id: string } | undefined

  constructor(options: ExecuteOptions) {
    this.#options = options
    this.#plan = options.plan
    this.#results = new RunResults(options.plan)
    this.#tell = rollUp(options.plan, options.emit)
    this.#keys = options.plan.map(() => undefined)
    this.#outputs = options.plan.map(() => undefined)
    this.#waiting = Int32Array.from(options.plan, ({ inputs }) => inputs.length)
    this.#dependants = groupDependants(options.plan)
  }

  async run(): Promise<Outcome> {
    const { signal } = this.#options
    const stopped = new Promise<'stopped'>((resolve) => {
      if (signal.aborted) resolve('stopped')
      else signal.addEventListener('abort', () => resolve('stopped'), { once: true })
    })
    const ended = await Promise.race([this.#runAll(), stopped])
    const told = {
      ran: this.#ran,
      cached: this.#cached,
      skipped: this.#skipped,
      results: this.#results,
    }
    if (ended === 'stopped' || signal.aborted) return { status: 'cancelled', ...told }
    if (!this.#failure || this.#mayGoOn) return { status: 'succeeded', ...told }
    return { status: 'failed', error: this.#failure.error, failedId: this.#failure.id, ...told }
  }

  get #mayGoOn(): boolean {
    const { errorMode } = this.#options
    return errorMode === 'continue' || errorMode === 'retry'
  }

  get #isOver(): boolean {
    return this.#options.signal.aborted || (this.#failure !== undefined && !this.#mayGoOn)
  }

  /** Starts what is ready, a few at a time where it takes long; with nothing left to start, computes the region. */
  async #runAll(): Promise<void> {
    for (let i = 0; i < this.#waiting.length; i++) if (this.#waiting[i] === 0) this.#ready.push(i)
    const active = new Set<Promise<void>>()
    const track = (pending: Promise<void>) => {
      const tracked = pending.finally(() => active.delete(tracked))
      active.add(tracked)
    }
    let next = 0
    let sliceEnd = performance.now() + SLICE_MS
    for (;;) {
      while (next < this.#ready.length && active.size < (this.#options.parallel ?? 4) && !this.#isOver) {
        const pending = this.#start(this.#ready[next++]!)
        if (pending) track(pending)
        if (performance.now() > sliceEnd) {
          await new Promise(setImmediate)
          sliceEnd = performance.now() + SLICE_MS
        }
      }
      if (this.#region.length > 0 && !this.#isOver && next === this.#ready.length) track(this.#compute())
      if (active.size === 0) break
      await Promise.race(active)
    }
    if (!this.#isOver) await this.#options.beforeEnd?.(this.#results).catch(() => undefined)
  }

  /** Starts one graph node; returns what to wait for, unless it is done already. */
  #start(position: number): Promise<void> | undefined {
    const planned = this.#plan[position]!
    const { signal, seed = 0 } = this.#options
    if (signal.aborted) return undefined
    const context = this.#options.contextOf(planned, seedFor(seed, planned.id))
    try {
      const { kind, params } = planned
      const fingerprint = kind.fingerprint ? kind.fingerprint(params, context) : ''
      if (!(fingerprint instanceof Promise)) return this.#startFrom(planned, position, context, fingerprint)
      return fingerprint
        .then((known) => this.#startFrom(planned, position, context, known))
        .catch((error: unknown) => this.#fail(planned, position, error))
    } catch (error) {
      this.#fail(planned, position, error)
      return undefined
    }
  }

  /** Takes what is kept of such a graph node, or else runs it. */
  #startFrom(
    planned: Planned,
    position: number,
    context: Context,
    fingerprint: string | undefined,
  ): Promise<void> | undefined {
    const { cache, changed, isVerbose, isBackward, device = 'cpu' } = this.#options
    const key = resultKey(planned, this.#keys, { seed: context.seed, device, fingerprint })
    this.#keys[position] = key
    const mayReuse = key !== undefined && !changed?.has(planned.id) && !isVerbose && !isBackward
    const kept = mayReuse ? cache?.get(key) : undefined
    if (kept) {
      this.#finishCached(planned, position, kept)
      return undefined
    }
    this.#tell({ type: 'node_status', node_id: planned.id, status: 'running' })
    return this.#attempt({ planned, position, key, context, count: 0 })
  }

  #attempt(attempt: Attempt): Promise<void> | undefined {
    const { planned, context } = attempt
    const { kind, params } = planned
    const inputs = this.#inputsOf(planned)
    try {
      if (kind.isHost && this.#hasLazy(inputs)) {
        return this.#compute()
          .then(() => (this.#isOver ? undefined : kind.run(inputs, params, context)))
          .then((outputs) => (outputs ? this.#takeApart(attempt, inputs, outputs) : undefined))
          .catch((error: unknown) => this.#retryOrFail(attempt, error))
      }
      manualSeed(context.seed)
      const outputs = kind.run(inputs, params, context)
      const done =
        outputs instanceof Promise
          ? outputs.then((all) => this.#takeApart(attempt, inputs, all))
          : this.#takeApart(attempt, inputs, outputs)
      return done?.catch((error: unknown) => this.#retryOrFail(attempt, error))
    } catch (error) {
      return this.#retryOrFail(attempt, error)
    }
  }

  /** Takes outputs, with the steps that led to them where those are wanted. */
  #takeApart(
    attempt: Attempt,
    inputs: Record<string, unknown>,
    outputs: Record<string, unknown>,
  ): Promise<void> | undefined {
    const { kind, params } = attempt.planned
    if (!this.#options.isVerbose || !kind.steps) return this.#built(attempt, outputs, [])
    const steps = kind.steps(inputs, outputs as never, params, attempt.context)
    if (!(steps instanceof Promise)) return this.#built(attempt, outputs, steps)
    return steps.then((all) => this.#built(attempt, outputs, all))
  }

  #retryOrFail(attempt: Attempt, error: unknown): Promise<void> | undefined {
    const { errorMode, maxRetries = 0, signal, seed = 0 } = this.#options
    const { planned, position, count } = attempt
    if (errorMode !== 'retry' || count >= maxRetries || signal.aborted) {
      this.#fail(planned, position, error)
      return undefined
    }
    return sleep(RETRY_DELAY_MS * (count + 1), undefined, { signal }).then(
      () => {
        const context = this.#options.contextOf(planned, seedFor(seed, planned.id))
        return this.#attempt({ ...attempt, context, count: count + 1 })
      },
      () => undefined,
    )
  }

  #inputsOf({ inputs }: Planned): Record<string, unknown> {
    const values: Record<string, unknown> = {}
    for (const { input, from, output } of inputs) values[input] = this.#outputs[from]?.[output]
    return values
  }

  #hasLazy(inputs: Record<string, unknown>): boolean {
    return this.#region.length > 0 && holdsTensor(inputs)
  }

  /** Takes what `run` returned; what depends on it may go on building at once. */
  #built(
    { planned, position, key, context }: Attempt,
    outputs: Record<string, unknown>,
    steps: readonly Step[],
  ): undefined {
    if (this.#options.signal.aborted) return
    const built = { planned, position, key, outputs, steps, log: context.logged() }
    this.#ran.push(planned.id)
    this.#outputs[position] = outputs
    if (steps.length > 0 || holdsTensor(outputs)) this.#region.push(built)
    else this.#told(built, computeRegion.plain(built))
    this.#release(position)
  }

  /** Computes what has been built so far, and tells of it. */
  #compute(): Promise<void> {
    const region = this.#region
    this.#region = []
    this.#computing = this.#computing.then(async () => {
      if (region.length === 0 || this.#options.signal.aborted) return
      await computeRegion(region, {
        signal: this.#options.signal,
        done: (built, result) => this.#told(built, result),
        failed: (built, error) => this.#fail(built.planned, built.position, error),
      })
    })
    return this.#computing
  }

  #told(built: Built, result: Result): void {
    const { planned, position, key, steps } = built
    this.#results.set(position, result)
    if (key !== undefined) this.#options.cache?.set(key, result)
    this.#options.capture?.(planned, result, steps)
    this.#tell(statusEvent(planned.id, 'completed', result))
  }

  #finishCached(planned: Planned, i: number, result: Result): void {
    this.#cached.push(planned.id)
    this.#outputs[i] = result.outputs
    this.#results.set(i, result)
    this.#options.capture?.(planned, result, [])
    this.#tell(statusEvent(planned.id, 'cached', result))
    this.#release(i)
  }

  #release(i: number): void {
    for (const dependant of membersAt(this.#dependants, i)) {
      this.#waiting[dependant]!--
      if (this.#waiting[dependant] === 0 && !this.#isSkipped[dependant]) this.#ready.push(dependant)
    }
  }

  #fail(planned: Planned, i: number, thrown: unknown): void {
    if (this.#options.signal.aborted) return
    const error = thrown instanceof Error ? thrown.message : String(thrown)
    this.#failure ??= { error: `Node ${planned.id} (${planned.type}): ${error}`, id: planned.id }
    this.#tell({ type: 'node_status', node_id: planned.id, status: 'error', error })
    if (this.#mayGoOn) this.#skipAfter(i)
  }

  /** What a failed graph node feeds, directly or not, is not run. */
  #skipAfter(i: number): void {
    const reached = new Set(membersAt(this.#dependants, i))
    for (const next of reached) {
      for (const dependant of membersAt(this.#dependants, next)) reached.add(dependant)
      if (this.#isSkipped[next]) continue
      this.#isSkipped[next] = true
      const { id } = this.#plan[next]!
      this.#skipped.push(id)
      this.#tell({ type: 'node_status', node_id: id, status: 'skipped' })
    }
  }
}

function holdsTensor(values: Record<string, unknown>): boolean {
  for (const name in values) if (values[name] instanceof Tensor) return true
  return false
}

function statusEvent(id: string, status: 'completed' | 'cached', result: Result): StatusEvent {
  const { summary, log, image } = result
  const event: StatusEvent = { type: 'node_status', node_id: id, status }
  if (summary) event.output_summary = summary
  if (log !== undefined) event.log = log
  if (image !== undefined) event.image = image
  return event
}
