import type { ByteSource } from '@nodeyard/tensor/formats'
import type { DeclaredSchema, FileInspection } from './inspection.ts'
import { FileWorkers } from './workers/file-workers.ts'

/** What was read from one file. */
export interface Reading extends Omit<FileInspection, 'path'> {
  tensors: [name: string, dtype: string, shape: number[]][]
  schema?: Omit<DeclaredSchema, 'source'>
  /** Files beside it that must be there, and how many bytes each has at least. */
  externalFiles?: { path: string; bytes: number }[]
}

/** What became of looking at a file: it was read, it lies, or it could not be read to the end. */
export type Outcome = { reading: Reading } | { lie: string } | { problem: string }

/** Reads the headers of files that strangers sent, in threads of their own. */
export class Inspector {
  readonly #workers: FileWorkers<{ path: string }, Reading>

  /**
   * @param options.timeLimit milliseconds for one file
   * @param options.readLimit bytes read of one file
   */
  constructor({ workers = 2, timeLimit = 30_000, readLimit = 256 * 1024 * 1024 } = {}) {
    const url = new URL('./inspect-file.worker.ts', import.meta.url)
    this.#workers = new FileWorkers(url, { workers, timeLimit, readLimit })
  }

  /** @throws what `source` throws */
  async inspect(path: string, source: ByteSource): Promise<Outcome> {
    const ending = await this.#workers.run({ path }, [source])
    return 'result' in ending ? { reading: ending.result } : ending
  }

  /** Starts a thread if there is none: a first file is soon to come. */
  warm(): void {
    this.#workers.warm()
  }

  async close(): Promise<void> {
    await this.#workers.close()
  }
}
