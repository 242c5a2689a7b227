import { type Transferable, Worker } from 'node:worker_threads'

/** The worker ended, or was ended, before it answered. */
export class WorkerGone extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'WorkerGone'
  }
}

/** The worker did not answer this call in time, so it was given up. */
export class WorkerStuck extends Error {
  constructor(ms: number) {
    super(`no answer within ${ms} ms`)
    this.name = 'WorkerStuck'
  }
}

/** The worker answered that it could not. */
export class WorkerRefused extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'WorkerRefused'
  }
}

/** What a worker posts back for the call with that id. */
export type WorkerAnswer = { id: number; result: unknown } | { id: number; error: string }

interface Call {
  resolve(result: unknown): void
  reject(error: Error): void
}

/**
 * A worker thread that answers calls one after another, in order.
 *
 * Its `close` ends it. It does not keep the process alive while it has nothing to do. A thread stuck in
 * native code cannot be stopped from outside: it is left behind, and everything waiting is told so.
 */
export class CallWorker {
  readonly #worker: Worker
  readonly #stuckAfterMs: number
  readonly #onGone: (error: Error) => void
  /** In the order of their posting, which is the order they are answered in. */
  readonly #calls = new Map<number, Call>()
  #watchdog: NodeJS.Timeout | undefined
  #lastId = 0
  #gone: Error | undefined

  constructor(
    script: URL,
    options: {
      name: string
      workerData?: unknown
      stuckAfterMs: number
      onGone?: (error: Error) => void
    },
  ) {
    this.#stuckAfterMs = options.stuckAfterMs
    this.#onGone = options.onGone ?? (() => {})
    this.#worker = new Worker(script, { name: options.name, workerData: options.workerData })
    this.#worker.unref()
    this.#worker.on('message', (answer: WorkerAnswer) => this.#settle(answer))
    this.#worker.on('error', (error: Error) => {
      this.#end(new WorkerGone(`the worker failed: ${error.message}`, { cause: error }))
    })
    this.#worker.on('exit', (code) => this.#end(new WorkerGone(`the worker ended with code ${code}`)))
  }

  get isGone(): boolean {
    return this.#gone !== undefined
  }

  /** @throws WorkerGone, WorkerStuck, or WorkerRefused with what the worker said */
  call<Result>(request: object, transfer: readonly Transferable[] = []): Promise<Result> {
    if (this.#gone) return Promise.reject(this.#gone)
    return new Promise<Result>((resolve, reject) => {
      const id = ++this.#lastId
      this.#worker.postMessage({ ...request, id }, transfer)
      this.#calls.set(id, { resolve: resolve as Call['resolve'], reject })
      if (this.#calls.size === 1) {
        this.#worker.ref()
        this.#watch()
      }
    })
  }

  async close(): Promise<void> {
    if (this.#gone) return
    this.#end(new WorkerGone('the worker was closed'))
    await this.#worker.terminate()
  }

  #settle(answer: WorkerAnswer): void {
    const call = this.#calls.get(answer.id)
    this.#calls.delete(answer.id)
    if (this.#calls.size > 0) this.#watch()
    else {
      clearTimeout(this.#watchdog)
      this.#watchdog = undefined
      this.#worker.unref()
    }
    if ('error' in answer) call?.reject(new WorkerRefused(answer.error))
    else call?.resolve(answer.result)
  }

  /** Calls are answered in order, so only the oldest can be stuck: it gets its time from when its turn came. */
  #watch(): void {
    if (this.#watchdog) {
      this.#watchdog.refresh()
      return
    }
    this.#watchdog = setTimeout(() => {
      const stuck = new WorkerStuck(this.#stuckAfterMs)
      const [oldest] = this.#calls
      if (oldest) {
        this.#calls.delete(oldest[0])
        oldest[1].reject(stuck)
      }
      this.#end(stuck)
      void this.#worker.terminate()
    }, this.#stuckAfterMs)
  }

  #end(error: Error): void {
    if (this.#gone) return
    this.#gone = error
    clearTimeout(this.#watchdog)
    this.#worker.unref()
    const waiting = error instanceof WorkerStuck ? new WorkerGone('the worker was stuck') : error
    for (const { reject } of this.#calls.values()) reject(waiting)
    this.#calls.clear()
    this.#onGone(error)
  }
}
