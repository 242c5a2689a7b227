import { Fault } from '../../fault.ts'
import { gatherBatch, type Pending, rowCount, trailingShapes } from './gather-batch.ts'
import { looksBatchable } from './row-independence.ts'
import type { LoadedModel, RuntimeLog } from './runtime.ts'
import { byteSize, joinRows, rowsOf, type Tensors } from './tensor-value.ts'

export interface BatchOptions {
  /** Rows of one run at most; a request with more rows runs alone. 1 turns batching off. */
  maxRows: number
  /** How long the first request may wait for company while the model is idle; 0 does not wait. */
  windowMs: number
  /** Requests that may wait; the next one is refused. */
  maxQueue: number
  /** Bytes of inputs that may wait. */
  maxQueuedBytes: number
}

export interface SubmitOptions {
  timeoutMs: number
  signal?: AbortSignal
}

export interface BatchEvents {
  log?: RuntimeLog
  /** The model ran, on so many rows. */
  onRun?(rows: number): void
}

export interface BatchedAnswer {
  outputs: Tensors
  /** Milliseconds spent waiting, and running. */
  queueMs: number
  runMs: number
  /** Rows of the run that answered, other requests' rows included. */
  batchRows: number
}

/** Joining copies, and large inputs gain nothing by company. */
const MAX_SHARED_BYTES = 1024 * 1024

/**
 * Runs a model's requests, those that arrive together in one run.
 *
 * While the model is busy, requests gather; when it comes free, the oldest goes and takes with it whatever
 * else fits: the same trailing axes, up to `maxRows`. Nothing waits while the model is idle, unless a window
 * is set. Requests share runs only once `share()` has said that the model's rows are independent.
 *
 * A request that would make the model fail does not spoil the others of its run: they are run again, one by
 * one. So is every request of a run whose outputs did not have its rows.
 */
export class Batcher {
  readonly #model: LoadedModel
  readonly #options: BatchOptions
  readonly #events: BatchEvents
  /** In the order of arrival. */
  readonly #queue = new Set<Pending>()
  readonly #names: readonly string[]
  readonly #hasFixedRows: boolean
  #queuedRows = 0
  #queuedBytes = 0
  #running = 0
  #canShare = false
  #immediate: NodeJS.Immediate | undefined
  #window: NodeJS.Timeout | undefined
  #closed: Fault | undefined
  #onIdle: (() => void)[] = []

  constructor(model: LoadedModel, options: BatchOptions, events: BatchEvents = {}) {
    this.#model = model
    this.#options = options
    this.#events = events
    const { inputs } = model.schema
    this.#names = inputs.map(({ name }) => name)
    this.#hasFixedRows = inputs.every(({ shape }) => shape.slice(1).every((size) => typeof size === 'number'))
  }

  /** From now on requests may share a run: the model's rows have been found to be independent. */
  share(): void {
    this.#canShare = this.#options.maxRows > 1 && looksBatchable(this.#model.schema)
  }

  get isSharing(): boolean {
    return this.#canShare
  }

  get queued(): number {
    return this.#queue.size
  }

  /**
   * Runs the model on inputs that have passed `checkInputs`.
   *
   * @throws Fault `rate_limited` when too many wait, `timeout` when the answer took too long, or what the
   * model's `run` throws; the signal's reason when it was aborted
   */
  submit(inputs: Tensors, { timeoutMs, signal }: SubmitOptions): Promise<BatchedAnswer> {
    if (this.#closed) return Promise.reject(this.#closed)
    if (signal?.aborted) return Promise.reject(signal.reason)
    let bytes = 0
    for (const name of this.#names) bytes += byteSize(inputs[name]!)
    const { maxQueue, maxQueuedBytes } = this.#options
    if (
      this.#queue.size >= maxQueue ||
      (this.#queue.size > 0 && this.#queuedBytes + bytes > maxQueuedBytes)
    ) {
      const message = `${this.#queue.size} requests wait for this model already: try again shortly`
      return Promise.reject(new Fault('rate_limited', message, { retryAfter: 1 }))
    }
    return new Promise<BatchedAnswer>((resolve, reject) => {
      const rows = bytes <= MAX_SHARED_BYTES ? rowCount(inputs, this.#names) : 0
      const pending: Pending = {
        inputs,
        rows,
        bytes,
        key: rows === 0 || this.#hasFixedRows ? '' : trailingShapes(inputs, this.#names),
        arrivedAt: performance.now(),
        isSettled: false,
        settle: (error, answer) => {
          if (pending.isSettled) return
          pending.isSettled = true
          clearTimeout(timer)
          signal?.removeEventListener('abort', onAbort)
          this.#leaveQueue(pending)
          if (answer) resolve(answer)
          else reject(error)
        },
      }
      const timer = setTimeout(() => {
        pending.settle(new Fault('timeout', `no answer within ${timeoutMs} ms`))
      }, timeoutMs)
      const onAbort = () => pending.settle(signal?.reason)
      signal?.addEventListener('abort', onAbort)
      this.#queue.add(pending)
      this.#queuedRows += rows
      this.#queuedBytes += bytes
      this.#schedule()
    })
  }

  /** Resolves once nothing waits or runs. Requests keep coming in unless somebody else stops them. */
  async idle(): Promise<void> {
    if (this.#queue.size === 0 && this.#running === 0) return
    await new Promise<void>((resolve) => this.#onIdle.push(resolve))
  }

  /** Refuses what waits and whatever comes; what runs is answered. */
  close(fault = new Fault('unavailable', 'the model was unloaded')): void {
    this.#closed = fault
    clearTimeout(this.#window)
    for (const pending of [...this.#queue]) pending.settle(fault)
  }

  #leaveQueue(pending: Pending): void {
    if (!this.#queue.delete(pending)) return
    this.#queuedRows -= pending.rows
    this.#queuedBytes -= pending.bytes
    this.#checkIdle()
  }

  #checkIdle(): void {
    if (this.#queue.size > 0 || this.#running > 0 || this.#onIdle.length === 0) return
    for (const resolve of this.#onIdle.splice(0)) resolve()
  }

  /** Starts what can start, once everything that this turn of the event loop brings has arrived. */
  #schedule(): void {
    if (this.#immediate || this.#running >= this.#model.replicas || this.#queue.size === 0) return
    const wait = this.#timeToWait()
    if (wait > 0) {
      this.#window ??= setTimeout(() => {
        this.#startRuns()
        this.#schedule()
      }, wait)
      return
    }
    this.#immediate = setImmediate(() => {
      this.#immediate = undefined
      this.#startRuns()
    })
  }

  #timeToWait(): number {
    const { windowMs, maxRows } = this.#options
    const [oldest] = this.#queue
    if (windowMs === 0 || !this.#canShare || !oldest || this.#queuedRows >= maxRows) return 0
    return Math.ceil(oldest.arrivedAt + windowMs - performance.now())
  }

  #startRuns(): void {
    clearTimeout(this.#window)
    this.#window = undefined
    while (this.#running < this.#model.replicas && this.#queue.size > 0 && this.#timeToWait() <= 0) {
      const batch = gatherBatch(this.#queue, this.#canShare ? this.#options.maxRows : 1)
      for (const pending of batch) {
        this.#queue.delete(pending)
        this.#queuedRows -= pending.rows
        this.#queuedBytes -= pending.bytes
      }
      this.#running++
      void this.#runBatch(batch).finally(() => {
        this.#running--
        this.#startRuns()
        this.#schedule()
        this.#checkIdle()
      })
    }
  }

  async #runBatch(batch: readonly Pending[]): Promise<void> {
    const [only] = batch as [Pending]
    if (batch.length === 1) return this.#runAlone(only)
    const inputs: Tensors = {}
    for (const name of this.#names) inputs[name] = joinRows(batch.map((one) => one.inputs[name]!))
    const rows = batch.reduce((sum, one) => sum + one.rows, 0)
    const startedAt = performance.now()
    let outputs: Tensors
    try {
      // The joined copies are nobody else's.
      outputs = await this.#model.run(inputs, { giveAway: true })
    } catch (error) {
      // Whoever is to blame, the others must not suffer; but a model that got stuck is not tried again.
      if (error instanceof Fault && error.code === 'timeout') {
        for (const pending of batch) pending.settle(error)
        return
      }
      return this.#runOneByOne(batch)
    }
    const liar = Object.entries(outputs).find(([, { shape }]) => shape[0] !== rows)
    if (liar) {
      this.#canShare = false
      const [name, { shape }] = liar
      this.#events.log?.(
        'warn',
        `batching is off: ${rows} rows went in but "${name}" came out as [${shape.join(', ')}]`,
      )
      return this.#runOneByOne(batch)
    }
    const runMs = performance.now() - startedAt
    this.#events.onRun?.(rows)
    let from = 0
    for (const pending of batch) {
      const own: Tensors = {}
      for (const name in outputs) own[name] = rowsOf(outputs[name]!, from, from + pending.rows)
      from += pending.rows
      pending.settle(undefined, {
        outputs: own,
        queueMs: startedAt - pending.arrivedAt,
        runMs,
        batchRows: rows,
      })
    }
  }

  async #runOneByOne(batch: readonly Pending[]): Promise<void> {
    for (const pending of batch) if (!pending.isSettled) await this.#runAlone(pending)
  }

  async #runAlone(pending: Pending): Promise<void> {
    const startedAt = performance.now()
    try {
      const outputs = await this.#model.run(pending.inputs)
      this.#events.onRun?.(pending.rows || 1)
      pending.settle(undefined, {
        outputs,
        queueMs: startedAt - pending.arrivedAt,
        runMs: performance.now() - startedAt,
        batchRows: pending.rows || 1,
      })
    } catch (error) {
      pending.settle(error)
    }
  }
}
