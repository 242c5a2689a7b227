import type { HostArray } from '../graph/dtype.ts'
import { sizeOf } from '../graph/shape.ts'
import type { Column, Dataset } from './column.ts'
import { DataError } from './data-error.ts'

/** A column whose samples are read from a file, row by row. */
export interface RowColumn extends Column {
  rows: number
  /** The elements of rows `start` to `end`, one after the other. */
  read: (start: number, end: number) => Promise<HostArray>
}

/** Rows that lie so near to each other are read at once. */
const GAP = 8

/**
 * Samples that stay in files until a batch wants them: memory is that of the batches.
 *
 * @example
 * const read = async (start: number, end: number) => Float32Array.from({ length: end - start }, (_, i) => start + i)
 * const data = new RowsDataset([{ name: 'place', dtype: 'float32', shape: [], rows: 5, read }])
 * data.length // 5
 */
export class RowsDataset implements Dataset {
  readonly length: number
  readonly columns: readonly RowColumn[]

  constructor(columns: readonly RowColumn[]) {
    const lengths = columns.map(({ rows }) => rows)
    if (new Set(lengths).size !== 1)
      throw new DataError(
        `columns of different lengths: ${columns.map(({ name, rows }, i) => `${name ?? i} has ${rows}`).join(', ')}`,
      )
    this.columns = columns
    this.length = lengths[0]!
  }

  async fill(indices: readonly number[], arrays: readonly HostArray[]): Promise<void> {
    const order = indices.map((index, row) => ({ index, row })).sort((a, b) => a.index - b.index)
    const runs: (typeof order)[] = []
    for (const place of order) {
      const run = runs.at(-1)
      if (run && place.index - run.at(-1)!.index <= GAP) run.push(place)
      else runs.push([place])
    }
    await Promise.all(
      this.columns.map(async ({ read, shape }, i) => {
        const size = sizeOf(shape)
        const to = arrays[i] as Float32Array
        for (const run of runs) {
          const first = run[0]!.index
          const elements = (await read(first, run.at(-1)!.index + 1)) as Float32Array
          for (const { index, row } of run) {
            to.set(elements.subarray((index - first) * size, (index - first + 1) * size), row * size)
          }
        }
      }),
    )
  }
}
