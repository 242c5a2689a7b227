import { Worker } from 'node:worker_threads'
import { Fault } from '../../fault.ts'

interface Call {
  resolve(result: unknown): void
  reject(error: Error): void
}

/**
 * A thread for what would keep the others waiting; it is started when first needed, and started anew when it
 * has failed. It answers `{id, result}` or `{id, error}` to what it is sent.
 */
export class WorkThread {
  readonly #script: URL
  readonly #mostWaiting: number
  readonly #calls = new Map<number, Call>()
  #worker: Worker | undefined
  #lastId = 0
  #isClosed = false

  constructor(script: URL, mostWaiting: number) {
    this.#script = script
    this.#mostWaiting = mostWaiting
  }

  /** @throws Fault `unavailable` when too much waits already, or the server is closing */
  call<Result>(request: object): Promise<Result> {
    if (this.#isClosed || this.#calls.size >= this.#mostWaiting) {
      return Promise.reject(new Fault('unavailable', 'the server is busy: try again', { retryAfter: 1 }))
    }
    const worker = this.#start()
    return new Promise<Result>((resolve, reject) => {
      const id = ++this.#lastId
      this.#calls.set(id, { resolve: resolve as Call['resolve'], reject })
      worker.ref()
      worker.postMessage({ ...request, id })
    })
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#fail(new Fault('unavailable', 'the server is closing'))
    await this.#worker?.terminate()
  }

  #start(): Worker {
    if (this.#worker) return this.#worker
    const worker = new Worker(this.#script)
    worker.unref()
    worker.on('message', ({ id, result, error }: { id: number; result?: unknown; error?: string }) => {
      const call = this.#calls.get(id)
      this.#calls.delete(id)
      if (this.#calls.size === 0) worker.unref()
      if (error === undefined) call?.resolve(result)
      else call?.reject(new Error(error))
    })
    const end = (error: Error) => {
      if (this.#worker === worker) this.#worker = undefined
      this.#fail(error)
    }
    worker.on('error', end)
    worker.on('exit', () => end(new Error('the thread has ended')))
    this.#worker = worker
    return worker
  }

  #fail(error: Error): void {
    for (const call of this.#calls.values()) call.reject(error)
    this.#calls.clear()
  }
}
