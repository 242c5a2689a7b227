import { Worker } from 'node:worker_threads'
import pLimit from 'p-limit'

const WORKERS = 2

/**
 * Runs functions of tasks/ in worker threads of their own, so that fitting a forest or drawing a plot holds up
 * nobody. A task that is aborted ends with its thread: there is only JavaScript in it.
 */
export class Offload {
  readonly #limit = pLimit(WORKERS)
  readonly #idle: Worker[] = []
  #isClosed = false

  /**
   * @param task a file of tasks/, without `.ts`
   * @param argument plain values and arrays
   * @throws Error what the task threw, by its message; or the signal's reason
   */
  run<Result>(task: string, argument: unknown, signal: AbortSignal): Promise<Result> {
    return this.#limit(async () => {
      signal.throwIfAborted()
      if (this.#isClosed) throw new Error('the server is stopping')
      const worker = this.#idle.pop() ?? new Worker(new URL('./offload.worker.ts', import.meta.url))
      worker.ref()
      try {
        const result = await ask<Result>(worker, { task, argument }, signal)
        worker.unref()
        this.#idle.push(worker)
        return result
      } catch (error) {
        if (error instanceof TaskError) {
          worker.unref()
          this.#idle.push(worker)
          throw new Error(error.message)
        }
        void worker.terminate()
        throw error
      }
    })
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all(this.#idle.map((worker) => worker.terminate()))
  }
}

/** The task itself failed; its worker is well. */
class TaskError extends Error {}

function ask<Result>(worker: Worker, request: object, signal: AbortSignal): Promise<Result> {
  const { promise, resolve, reject } = Promise.withResolvers<Result>()
  const settle = (end: () => void) => {
    // Its own listeners alone: without those that Node has put there itself, a worker never answers again.
    worker.off('message', onMessage).off('error', onError).off('exit', onExit)
    signal.removeEventListener('abort', onAbort)
    end()
  }
  const onAbort = () => settle(() => reject(signal.reason))
  const onError = (error: unknown) => settle(() => reject(error))
  const onExit = () => settle(() => reject(new Error('the worker of a graph node has died')))
  const onMessage = (answer: { result?: Result; error?: string }) =>
    settle(() => {
      if (answer.error === undefined) resolve(answer.result as Result)
      else reject(new TaskError(answer.error))
    })
  signal.addEventListener('abort', onAbort, { once: true })
  worker.on('message', onMessage).on('error', onError).on('exit', onExit)
  worker.postMessage(request)
  return promise
}
