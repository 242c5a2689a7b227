import { Worker } from 'node:worker_threads'
import type { ByteSource } from '@nodeyard/tensor/formats'
import pLimit from 'p-limit'

/** What became of looking at files: it was done, one of them lies, or it could not be done to the end. */
export type Ending<Result> = { result: Result } | { lie: string } | { problem: string }

/** To the worker: a job over files, bytes it asked for, or leave to send more. */
export type ToWorker<Job> =
  | { job: Job; sizes: number[]; heads: Uint8Array[]; readLimit: number }
  | { read: number; bytes: Uint8Array }
  | { taken: number }

/** From the worker: bytes it wants, bytes it made, or the end of the matter. */
export type FromWorker<Result> =
  | { read: number; source: number; offset: number; length: number }
  | { made: number; bytes: Uint8Array }
  | Ending<Result>
  | { bug: string }

export interface WorkLimits {
  /** Milliseconds for one job. */
  timeLimit: number
  /** Bytes read for one job. */
  readLimit: number
}

/** Sent along with a file: most of what is looked for is there. */
const HEAD = 64 * 1024

/**
 * Looks into files that strangers sent, in worker threads of bounded memory, time and reading: whatever a
 * file is made of, the server answers on. The threads start with the first file.
 */
export class FileWorkers<Job, Result> {
  readonly #url: URL
  readonly #limits: WorkLimits
  readonly #queue: ReturnType<typeof pLimit>
  readonly #workers = new Set<Worker>()
  #idle: Worker[] = []

  /** @param url the worker's module, which calls `serveFiles` */
  constructor(url: URL, { workers, ...limits }: WorkLimits & { workers: number }) {
    this.#url = url
    this.#limits = limits
    this.#queue = pLimit(workers)
  }

  /**
   * @param options.take called with what the worker makes, in order; it waits for each before it makes more
   * @throws what a source or `take` throws
   */
  async run(
    job: Job,
    sources: readonly ByteSource[],
    options: Partial<WorkLimits> & { take?: (bytes: Uint8Array) => Promise<void> } = {},
  ): Promise<Ending<Result>> {
    const heads = await Promise.all(sources.map((source) => source.read(0, Math.min(HEAD, source.size))))
    return this.#queue(() => this.#runNow(job, sources, heads, { ...this.#limits, ...options }))
  }

  /** Starts a thread if there is none: a first file is soon to come. */
  warm(): void {
    if (this.#workers.size > 0) return
    const worker = this.#start()
    worker.unref()
    this.#idle.push(worker)
  }

  async close(): Promise<void> {
    await Promise.all([...this.#workers].map((worker) => worker.terminate()))
  }

  async #runNow(
    job: Job,
    sources: readonly ByteSource[],
    heads: Uint8Array[],
    { timeLimit, readLimit, take }: WorkLimits & { take?: (bytes: Uint8Array) => Promise<void> },
  ): Promise<Ending<Result>> {
    const worker = this.#idle.pop() ?? this.#start()
    const send = (message: ToWorker<Job>) => worker.postMessage(message)
    const { promise, resolve, reject } = Promise.withResolvers<Ending<Result>>()
    const onMessage = (message: FromWorker<Result>) => {
      if ('bug' in message) reject(new Error(`a worker failed over a file: ${message.bug}`))
      else if ('read' in message) {
        const { read, source, offset, length } = message
        sources[source]!.read(offset, length).then((bytes) => send({ read, bytes }), reject)
      } else if ('made' in message) {
        const { made, bytes } = message
        Promise.resolve(take?.(bytes)).then(() => send({ taken: made }), reject)
      } else resolve(message)
    }
    const onError = (error: Error) => {
      if (isOutOfMemory(error)) resolve({ problem: 'looking at it takes more memory than is allowed' })
      else reject(error)
    }
    const onExit = () => reject(new Error('the worker ended'))
    const seconds = Math.ceil(timeLimit / 1000)
    const timer = setTimeout(
      () => resolve({ problem: `looking at it takes longer than ${seconds} s` }),
      timeLimit,
    )
    worker.on('message', onMessage).on('error', onError).on('exit', onExit)
    worker.ref()
    let isSound = false
    try {
      send({ job, sizes: sources.map(({ size }) => size), heads, readLimit })
      const ending = await promise
      isSound = !('problem' in ending)
      return ending
    } finally {
      clearTimeout(timer)
      worker.off('message', onMessage).off('error', onError).off('exit', onExit)
      worker.unref()
      if (isSound) this.#idle.push(worker)
      else await worker.terminate()
    }
  }

  #start(): Worker {
    const worker = new Worker(this.#url, { resourceLimits: { maxOldGenerationSizeMb: 512 } })
    this.#workers.add(worker)
    // One that dies while nobody waits for it is only not used again.
    worker.on('error', () => {})
    worker.on('exit', () => {
      this.#workers.delete(worker)
      this.#idle = this.#idle.filter((other) => other !== worker)
    })
    return worker
  }
}

const isOutOfMemory = (error: Error) => (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
