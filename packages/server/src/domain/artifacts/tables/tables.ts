import type { ByteSource } from '@nodeyard/tensor/formats'
import type { Field } from '../assets/declared.ts'
import { type Ending, FileWorkers } from '../workers/file-workers.ts'
import type { TableFormat } from './table-format.ts'

/** What the worker is asked for. */
export type TableJob =
  | { work: 'describe'; format: TableFormat; preview: number; isCounted: boolean }
  | { work: 'convert'; from: TableFormat[]; to: TableFormat }

export interface TableReading {
  fields: Record<string, Field>
  /** Null where counting them would have taken too long. */
  rows: number | null
  /** The first rows, as JSON carries them. */
  preview: Record<string, unknown>[]
}

const READ_LIMIT = 4 * 1024 ** 3
const CONVERT_LIMIT = 256 * 1024 ** 3

/** Reads tables that strangers sent, in threads of their own. */
export class Tables {
  readonly #workers: FileWorkers<TableJob, TableReading>

  /** @param options.timeLimit milliseconds for one table */
  constructor({ workers = 2, timeLimit = 60_000, readLimit = READ_LIMIT } = {}) {
    const url = new URL('./table.worker.ts', import.meta.url)
    this.#workers = new FileWorkers(url, { workers, timeLimit, readLimit })
  }

  /** The columns of a table, how many rows it has, and the first of them. */
  describe(
    format: TableFormat,
    source: ByteSource,
    { preview = 0, isCounted = true } = {},
  ): Promise<Ending<TableReading>> {
    return this.#workers.run({ work: 'describe', format, preview, isCounted }, [source])
  }

  /**
   * Writes tables, one after the other, as one of another format.
   *
   * @param take called with the bytes, in order
   */
  convert(
    from: TableFormat[],
    sources: ByteSource[],
    to: TableFormat,
    take: (bytes: Uint8Array) => Promise<void>,
  ): Promise<Ending<TableReading>> {
    const limits = { timeLimit: 6 * 3600 * 1000, readLimit: CONVERT_LIMIT }
    return this.#workers.run({ work: 'convert', from, to }, sources, { ...limits, take })
  }

  async close(): Promise<void> {
    await this.#workers.close()
  }
}
