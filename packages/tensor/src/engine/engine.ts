import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { type Cell, newCell, pendingWrites, type Write } from '../graph/cell.ts'
import { constantFill } from '../graph/constant-fill.ts'
import type { HostArray } from '../graph/dtype.ts'
import { type DataLeaf, elementsFor } from '../graph/elements-of.ts'
import { TensorError } from '../graph/tensor-error.ts'
import type { RandomKey, Value } from '../graph/value.ts'
import { copyLarge } from './copy-large.ts'
import { inSlices } from './in-slices.ts'
import { Loans } from './loans.ts'
import { lower, type Plan } from './lower.ts'
import type { Feed, Outcome, Reply, Request, Timing, WorkerSettings } from './messages.ts'
import { guardExit } from './native-gate.ts'
import { NearSessions } from './near.ts'
import type { ProgramInput } from './walk.ts'

export interface EngineOptions {
  /** Threads that one operator may use; 1 by default. */
  threads?: number
  /** How many compiled graphs are kept ready; the one unused for longest goes first. 64 by default. */
  sessions?: number
}

/** What a run is to do with an output: keep it in a cell, or send its elements back. */
export type Destination = Cell | 'read'

/** What a run does: a plan, and what becomes of its outputs; updates read those beyond the destinations. */
export interface Job {
  plan: Plan
  destinations: readonly Destination[]
}

export interface RunOptions {
  /** Stops waiting at once; a run that has not started never does, one that has is left to end. */
  signal?: AbortSignal
}

interface Waiting {
  resolve: (outcome: Outcome) => void
  reject: (error: Error) => void
}

/** A request without its number, and the memory that is handed over with it. */
type Prepared = Omit<Request & { run: number }, 'run'> & { transfer?: readonly ArrayBuffer[] }

/** A program in the worker, and the cells that are frozen in it with their versions. */
interface Loaded {
  program: number
  cells: readonly number[]
  frozen: string
}

/** How long closing waits for the worker, in milliseconds, before it is left to end by itself. */
const END_MS = 5000

/** So many runs may be with the worker at once: it never idles, and what waits here can still be cancelled. */
const IN_FLIGHT = 2

/**
 * One worker thread with ONNX Runtime in it, the graphs it has compiled and the tensors it holds. Runs are done
 * in the order asked for. When the worker dies, everything that waits on it fails, and so does all that follows.
 *
 * @example
 * const engine = new Engine({ threads: 2 })
 * const double = compile((x: Tensor) => x.mul(2), { engine })
 * await double(tensor([1, 2])) // [2, 4]
 * await engine.close()
 */
export class Engine {
  readonly options: Required<EngineOptions>
  /** Where the time of the last run went. */
  lastTiming: Timing = { computing: 0, around: 0 }
  /** The worker's memory that results lie in. */
  readonly loans = new Loans(this, (memory) => this.#takeBack(memory))
  #worker: Worker
  #near: NearSessions
  #programs = new Map<string, Loaded>()
  #count = 0
  #waiting = new Map<number, Waiting>()
  #slots: (() => void)[] = []
  #turn: Promise<void> = Promise.resolve()
  #failure: TensorError | undefined
  #hasEnded = false
  #forget = new FinalizationRegistry((cell: number) => this.#drop(cell))

  constructor({ threads = 1, sessions = 64 }: EngineOptions = {}) {
    this.options = { threads, sessions }
    this.#near = new NearSessions(threads, sessions)
    // ONNX Runtime 1.30 otherwise keeps a device id and a database of events in the home folder and sends them to
    // its maker. It asks the process's own environment, so it is said here, before the worker loads it.
    process.env.ORT_DISABLE_TELEMETRY = '1'
    // Built packages have JavaScript beside them, the repository TypeScript.
    const file = import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js'
    const workerData: WorkerSettings = { threads }
    guardExit()
    this.#worker = new Worker(new URL(file, import.meta.url), { workerData })
    this.#worker.on('message', (reply: Reply) => this.#receive(reply))
    this.#worker.on('error', (error) => this.#fail(error as Error))
    this.#worker.on('exit', () => {
      this.#hasEnded = true
      this.#fail(undefined)
    })
    // After the listeners, which keep the process alive again.
    this.#worker.unref()
  }

  /** How many compiled graphs the worker holds. */
  get programs(): number {
    return this.#programs.size
  }

  /** Computes values. `destinations` say for each whether to keep it in a cell or to send it back. */
  async compute(
    values: readonly Value[],
    destinations: readonly Destination[],
    options: RunOptions = {},
  ): Promise<HostArray[]> {
    const job = inSlices(lower(values)).then((plan) => ({ plan, destinations }))
    const cells = destinations.filter((destination) => destination !== 'read')
    return this.run(job, cells, options)
  }

  /**
   * Runs a job, which writes some cells; a compiled step's own arguments and stream of random numbers are filled in.
   */
  async run(
    job: Job | Promise<Job>,
    cells: readonly Cell[],
    options: RunOptions & { feeds?: readonly Feed[]; key?: RandomKey } = {},
  ): Promise<HostArray[]> {
    const { signal, feeds, key } = options
    signal?.throwIfAborted()
    if (!(job instanceof Promise) && job.plan.frozen.length > 0 && !this.#failure) {
      const near = this.#near.run(job.plan, feeds)
      if (near) {
        const { results, timing } = await near
        this.lastTiming = timing
        return results
      }
    }
    const writes = this.#flush()
    const versions = cells.map((cell) => ++cell.version)
    const result = this.#inTurn(async () => {
      try {
        const { plan, destinations } = job instanceof Promise ? await job : job
        // The first runs of a plan, which bring what it closes over.
        if (feeds && job instanceof Promise) await this.#keepLarge(plan)
        signal?.throwIfAborted()
        const program = await this.#program(plan)
        const inputs = plan.inputs.map((input) => this.#feed(input, feeds, key))
        const extras = plan.extras.map((input) => this.#feed(input, feeds, key))
        const transfer = await copyLarge([inputs, extras])
        for (const cell of cells) this.#own(cell)
        const outputs = destinations.map((destination) => (destination === 'read' ? 0 : destination.id))
        const mayLend = feeds !== undefined
        return { kind: 'run', program, feeds: inputs, extras, outputs, mayLend, transfer }
      } finally {
        for (const [i, cell] of cells.entries()) cell.stored = versions[i]!
      }
    })
    const [{ results, timing }] = await Promise.all([abortable(result, signal), ...writes])
    this.lastTiming = timing
    const { plan } = await job
    // Should it fail, the worker goes on answering.
    if (plan.frozen.length > 0) this.#near.consider(plan, timing, () => this.#copy(plan)).catch(() => {})
    return results
  }

  /** What a plan's frozen cells hold. */
  async #copy({ frozen }: Plan): Promise<HostArray[]> {
    const cells = frozen.map((input) => this.#feed(input, []) as number)
    return (await this.#inTurn(async () => ({ kind: 'copy', cells }))).results
  }

  /** Tells the worker, after everything that was asked for until now, that it may use memory again. */
  #takeBack(memory: readonly SharedArrayBuffer[]): void {
    this.#turn = this.#turn.then(() => {
      if (!this.#failure) this.#post({ kind: 'takeBack', memory })
    })
  }

  /**
   * Fails what still waits, and ends the worker when it has finished what it is doing: a thread that is interrupted
   * inside a native library would take the process with it. Resolves when it has ended, or after five seconds.
   */
  async close(): Promise<void> {
    this.#fail(undefined)
    if (this.#hasEnded) return
    this.#worker.postMessage({ kind: 'end' } satisfies Request)
    this.#worker.ref()
    await Promise.race([once(this.#worker, 'exit'), setTimeout(END_MS, undefined, { ref: false })])
    this.#worker.unref()
  }

  /** Hands the worker what was assigned to variables since the last run. */
  #flush(): Promise<unknown>[] {
    return pendingWrites.splice(0).map((writes) => {
      const [{ cell, value }] = writes as [Write, ...Write[]]
      const { dtype, shape } = value
      const feed = value.held || writes.length > 1 ? undefined : this.#plainFeed(value)
      const plan = feed ? undefined : inSlices(lower(writes.map((write) => write.value)))
      return this.#inTurn(async () => {
        for (const write of writes) this.#own(write.cell)
        try {
          if (feed) {
            const feeds = [feed]
            const transfer = await copyLarge([feeds])
            return { kind: 'put', cell: cell.id, dtype, shape, feed: feeds[0]!, transfer }
          }
          const ready = (await plan)!
          const program = await this.#program(ready)
          const feeds = ready.inputs.map((input) => this.#feed(input))
          const transfer = await copyLarge([feeds])
          const outputs = writes.map((write) => write.cell.id)
          return { kind: 'run', program, feeds, extras: [], outputs, mayLend: false, transfer }
        } finally {
          for (const write of writes) write.cell.stored = write.version
        }
      })
    })
  }

  #plainFeed(value: Value): Feed | undefined {
    const { source } = value
    if (source.kind === 'data') return elementsFor(this, value, source)
    if (source.kind === 'random') return { fill: source.fill, key: source.key }
    const fill = constantFill(value)
    return fill && { fill, key: { seed: 0, stream: 0, offset: 0 } }
  }

  #feed({ origin, value }: ProgramInput, feeds?: readonly Feed[], key?: RandomKey): Feed {
    switch (origin.kind) {
      case 'data':
        return feeds ? this.#keep(origin.leaf, value) : elementsFor(this, value, origin.leaf)
      case 'random': {
        const { fill, isPerRun } = origin
        return { fill, key: isPerRun && key ? { ...key, offset: origin.key.offset } : origin.key }
      }
      case 'argument': {
        const feed = feeds?.[origin.position]
        if (feed !== undefined) return feed
        throw new TensorError('argument', 'an argument of a compiled step was used outside of it')
      }
      case 'cell': {
        const { cell, version } = origin
        this.#own(cell)
        // A compiled step reads what its variables hold when it runs; all else what they held when it was made.
        if (feeds || version === undefined || version === cell.stored) return cell.id
        throw new TensorError(
          'stale',
          `a variable (${value.dtype} [${value.shape}]) has changed since this tensor was made from it; ` +
            'read the tensor before, or make it again',
        )
      }
    }
  }

  /** Data that a compiled step closes over goes to the worker once, not with every run. */
  #keep(leaf: DataLeaf, value: Value): Feed {
    const data = elementsFor(this, value, leaf)
    if (data.length <= 16) return data
    return leaf.cell?.engine === this ? leaf.cell.id : this.#put(leaf, value, data)
  }

  /** The same for data that would hold this thread if it were sent at once. */
  async #keepLarge({ inputs, extras, frozen }: Plan): Promise<void> {
    for (const { origin, value } of [...inputs, ...extras, ...frozen]) {
      if (origin.kind !== 'data' || origin.leaf.cell?.engine === this) continue
      const feeds: [Feed] = [elementsFor(this, value, origin.leaf)]
      const transfer = await copyLarge([feeds])
      if (transfer.length > 0) this.#put(origin.leaf, value, feeds[0], transfer)
    }
  }

  #put(leaf: DataLeaf, { dtype, shape }: Value, feed: Feed, transfer: readonly ArrayBuffer[] = []): number {
    leaf.cell = newCell({ dtype, shape })
    this.#own(leaf.cell)
    this.#post({ kind: 'put', run: ++this.#count, cell: leaf.cell.id, dtype, shape, feed }, transfer)
    return leaf.cell.id
  }

  #own(cell: Cell): void {
    if (cell.engine === this) return
    if (cell.engine) throw new TensorError('engine', 'a tensor is held by another engine')
    cell.engine = this
    this.#forget.register(cell, cell.id)
  }

  /** Nobody can ask for what a cell holds any more, nor for programs that it is frozen in. */
  #drop(cell: number): void {
    for (const [key, { program, cells }] of this.#programs) {
      if (!cells.includes(cell)) continue
      this.#programs.delete(key)
      this.#near.forget(key)
      this.#post({ kind: 'unload', program })
    }
    this.#post({ kind: 'drop', cell })
  }

  async #load({ inputs, outputs, extras, updates, frozen, model }: Plan): Promise<number> {
    const program = ++this.#count
    const bytes = outputs.length > 0 ? await inSlices(model()) : undefined
    const slot = ({ name, value: { dtype, shape } }: Plan['outputs'][number]) => ({ name, dtype, shape })
    const cells = frozen.map((input) => ({ ...slot(input), cell: this.#feed(input, []) as number }))
    const slots = { inputs: inputs.map(slot), outputs: outputs.map(slot), extras: extras.map(slot) }
    this.#post(
      { kind: 'load', program, model: bytes, ...slots, frozen: cells, updates },
      bytes ? [bytes.buffer] : [],
    )
    return program
  }

  /** The number the worker knows a plan's session by; the session is built when there is none. */
  async #program(plan: Plan): Promise<number> {
    // What the worker's cells will hold when it comes to this run.
    const frozen = plan.frozen.map(({ origin }) => (origin.kind === 'cell' ? origin.cell.stored : 0)).join()
    let loaded = this.#programs.get(plan.key)
    if (loaded && loaded.frozen !== frozen) {
      this.#post({ kind: 'unload', program: loaded.program })
      loaded = undefined
    }
    if (!loaded) {
      const cells = plan.frozen.flatMap(({ origin }) => (origin.kind === 'cell' ? [origin.cell.id] : []))
      loaded = { program: await this.#load(plan), cells, frozen }
    }
    // Last in the map: used last.
    this.#programs.delete(plan.key)
    this.#programs.set(plan.key, loaded)
    if (this.#programs.size > this.options.sessions) {
      const [oldest, unused] = this.#programs.entries().next().value!
      this.#programs.delete(oldest)
      this.#post({ kind: 'unload', program: unused.program })
    }
    return loaded.program
  }

  /** Prepares a request when all before it have been posted, posts it, and waits for its answer. */
  async #inTurn(prepare: () => Promise<Prepared>): Promise<Outcome> {
    const before = this.#turn
    const { promise, resolve: next } = Promise.withResolvers<void>()
    this.#turn = promise
    let answer: Promise<Outcome>
    try {
      await before
      const { transfer, ...request } = await prepare()
      while (this.#waiting.size >= IN_FLIGHT && !this.#failure) {
        await new Promise<void>((free) => this.#slots.push(free))
      }
      if (this.#failure) throw this.#failure
      const run = ++this.#count
      answer = new Promise((resolve, reject) => this.#waiting.set(run, { resolve, reject }))
      this.#post({ ...request, run } as Request, transfer)
    } finally {
      next()
    }
    return answer
  }

  #post(request: Request, transfer: readonly ArrayBuffer[] = []): void {
    if (this.#waiting.size > 0) this.#worker.ref()
    this.#worker.postMessage(request, transfer)
  }

  #receive(reply: Reply): void {
    const waiting = this.#waiting.get(reply.run)
    this.#waiting.delete(reply.run)
    if (this.#waiting.size === 0) this.#worker.unref()
    this.#slots.shift()?.()
    if ('error' in reply) waiting?.reject(new TensorError('engine', reply.error))
    else waiting?.resolve(reply)
  }

  #fail(cause: Error | undefined): void {
    const reason = cause ? `: ${cause.message}` : ''
    this.#failure ??= new TensorError('engine_stopped', `the engine's worker has stopped${reason}`, { cause })
    this.#near.close()
    for (const { reject } of this.#waiting.values()) reject(this.#failure)
    this.#waiting.clear()
    for (const free of this.#slots.splice(0)) free()
  }

  get isStopped(): boolean {
    return this.#failure !== undefined
  }
}

function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
