import { Worker } from 'node:worker_threads'
import type { ByteSource } from '@nodeyard/tensor/formats'
import pLimit from 'p-limit'
import type { DeclaredSchema, FileInspection } from './inspection.ts'

/** What was read from one file. */
export interface Reading extends Omit<FileInspection, 'path'> {
  tensors: [name: string, dtype: string, shape: number[]][]
  schema?: Omit<DeclaredSchema, 'source'>
  /** Files beside it that must be there, and how many bytes each has at least. */
  externalFiles?: { path: string; bytes: number }[]
}

/** What became of looking at a file: it was read, it lies, or it could not be read to the end. */
export type Outcome = { reading: Reading } | { lie: string } | { problem: string }

/** To the worker: a file to look at, or bytes it asked for. */
export type ToInspector =
  | { path: string; size: number; head: Uint8Array; readLimit: number }
  | { read: number; bytes: Uint8Array }

/** From the worker: bytes it wants, or the end of the matter. */
export type FromInspector = { read: number; offset: number; length: number } | Outcome | { bug: string }

const HEAD = 64 * 1024

/**
 * Looks into files that strangers sent, in worker threads of bounded memory, time and reading: whatever a
 * file is made of, the server answers on. The threads start with the first file.
 */
export class Inspector {
  readonly #timeLimit: number
  readonly #readLimit: number
  readonly #limit: ReturnType<typeof pLimit>
  readonly #workers = new Set<Worker>()
  #idle: Worker[] = []

  /**
   * @param options.timeLimit milliseconds for one file
   * @param options.readLimit bytes read of one file
   */
  constructor({ workers = 2, timeLimit = 30_000, readLimit = 256 * 1024 * 1024 } = {}) {
    this.#limit = pLimit(workers)
    this.#timeLimit = timeLimit
    this.#readLimit = readLimit
  }

  /** @throws what `source` throws */
  async inspect(path: string, source: ByteSource): Promise<Outcome> {
    const head = await source.read(0, Math.min(HEAD, source.size))
    return this.#limit(() => this.#inspectNow(path, source, head))
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

  async #inspectNow(path: string, source: ByteSource, head: Uint8Array): Promise<Outcome> {
    const worker = this.#idle.pop() ?? this.#start()
    const { promise, resolve, reject } = Promise.withResolvers<Outcome>()
    const onMessage = (message: FromInspector) => {
      if ('bug' in message) reject(new Error(`the inspector failed over a file: ${message.bug}`))
      else if (!('read' in message)) resolve(message)
      else {
        const { read, offset, length } = message
        source.read(offset, length).then((bytes) => send(worker, { read, bytes }), reject)
      }
    }
    const onError = (error: Error) => {
      if (isOutOfMemory(error)) resolve({ problem: 'looking at it takes more memory than is allowed' })
      else reject(error)
    }
    const onExit = () => reject(new Error('the inspector ended'))
    const seconds = Math.ceil(this.#timeLimit / 1000)
    const timer = setTimeout(
      () => resolve({ problem: `looking at it takes longer than ${seconds} s` }),
      this.#timeLimit,
    )
    worker.on('message', onMessage).on('error', onError).on('exit', onExit)
    worker.ref()
    let isSound = false
    try {
      send(worker, { path, size: source.size, head, readLimit: this.#readLimit })
      const outcome = await promise
      isSound = !('problem' in outcome)
      return outcome
    } finally {
      clearTimeout(timer)
      worker.off('message', onMessage).off('error', onError).off('exit', onExit)
      worker.unref()
      if (isSound) this.#idle.push(worker)
      else await worker.terminate()
    }
  }

  #start(): Worker {
    const worker = new Worker(new URL('./inspect-file.worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    })
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

const send = (worker: Worker, message: ToInspector) => worker.postMessage(message)

const isOutOfMemory = (error: Error) => (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
