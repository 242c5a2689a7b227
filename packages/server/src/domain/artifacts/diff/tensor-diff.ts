import type { ByteSource } from '@nodeyard/tensor/formats'
import { type Ending, FileWorkers } from '../workers/file-workers.ts'

/** A tensor that is in only one of two files, or differs. */
export interface TensorChange {
  name: string
  change: 'added' | 'removed' | 'changed'
  dtype: string
  shape: number[]
  /** Elements it has. */
  parameters: number
  /** How many of them differ; null where its bytes cannot be compared. */
  changed: number | null
}

export interface TensorDiff {
  tensors: TensorChange[]
  /** Tensors that are the same in both. */
  unchanged: number
  /** Of all tensors of the newer file. */
  parameters: number
}

/** Which source is what: the model files, and what lies beside each under which path. */
export interface TensorDiffJob {
  path: string
  before: number | null
  after: number | null
  /** Whether all bytes are known to be the same: then only the header is read. */
  isSame: boolean
  beside: { before: Record<string, number>; after: Record<string, number> }
}

/** Compares the weights of two models byte by byte, in a thread of its own. */
export class TensorDiffs {
  readonly #workers: FileWorkers<TensorDiffJob, TensorDiff>

  constructor({ workers = 1, timeLimit = 120_000 } = {}) {
    const url = new URL('./tensor-diff.worker.ts', import.meta.url)
    this.#workers = new FileWorkers(url, { workers, timeLimit, readLimit: Number.MAX_SAFE_INTEGER })
  }

  compare(job: TensorDiffJob, sources: readonly ByteSource[]): Promise<Ending<TensorDiff>> {
    return this.#workers.run(job, sources)
  }

  async close(): Promise<void> {
    await this.#workers.close()
  }
}
