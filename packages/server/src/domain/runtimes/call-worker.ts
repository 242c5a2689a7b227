import { type Transferable, Worker } from 'node:worker_threads'
import { guardExit } from '@nodeyard/tensor/native-gate'

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

/** What a worker is told instead of a call when it is to end itself, between two calls. */
export const END = { end: true } as const

/** How long a worker may take to end itself before it is left behind. */
const END_MS = 5000

/**
 * A worker thread that answers calls one after another, in order, and ends itself when told so.
 *
 * It is never terminated from outside: a thread that is interrupted inside a native library takes the whole
 * process with it (ONNX Runtime's binding throws where nobody catches). So a thread that does not come back
 * is left behind, everything waiting for it is told so, and it ends itself should it ever come back.
 *
 * It does not keep the process alive while it has nothing to do.
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
  #hasEnded = false
  readonly #ended = Promise.withResolvers<void>()

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
    guardExit()
    this.#worker = new Worker(script, { name: options.name, workerData: options.workerData })
    this.#worker.unref()
    this.#worker.on('message', (answer: WorkerAnswer) => this.#settle(answer))
    this.#worker.on('error', (error: Error) => {
      this.#end(new WorkerGone(`the worker failed: ${error.message}`, { cause: error }))
    })
    this.#worker.on('exit', (code) => {
      this.#hasEnded = true
      this.#ended.resolve()
      this.#end(new WorkerGone(`the worker ended with code ${code}`))
    })
  }

  get isGone(): boolean {
    return this.#gone !== undefined
  }

  /** Whether its thread is still there though nobody can use it any more. */
  get isLeftBehind(): boolean {
    return this.isGone && !this.#hasEnded
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

  /** Fails what waits, and resolves once the thread has ended or was left behind. */
  async close(): Promise<void> {
    this.#end(new WorkerGone('the worker was closed'))
    if (this.#hasEnded) return
    this.#worker.ref()
    const patience = setTimeout(() => this.#ended.resolve(), END_MS)
    await this.#ended.promise
    clearTimeout(patience)
    this.#worker.unref()
  }

  #settle(answer: WorkerAnswer): void {
    if (this.#gone) return
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
    }, this.#stuckAfterMs)
  }

  #end(error: Error): void {
    if (this.#gone) return
    this.#gone = error
    clearTimeout(this.#watchdog)
    if (!this.#hasEnded) this.#worker.postMessage(END)
    this.#worker.unref()
    const waiting = error instanceof WorkerStuck ? new WorkerGone('the worker was stuck') : error
    for (const { reject } of this.#calls.values()) reject(waiting)
    this.#calls.clear()
    this.#onGone(error)
  }
}
