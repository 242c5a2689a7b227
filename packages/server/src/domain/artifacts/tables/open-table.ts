import type { ByteSource } from '@nodeyard/tensor/formats'
import { Lie, TooMuch } from '../workers/serve-files.ts'
import { openArrow } from './read-arrow.ts'
import { openCsv } from './read-csv.ts'
import { openJsonl } from './read-jsonl.ts'
import { openParquet } from './read-parquet.ts'
import type { Table } from './table.ts'
import type { TableFormat } from './table-format.ts'

const OPEN: Record<TableFormat, (source: ByteSource) => Promise<Table>> = {
  parquet: openParquet,
  arrow: openArrow,
  csv: openCsv,
  jsonl: openJsonl,
}

/**
 * Opens a table. Whatever a library throws over it, now or while its rows are read, is the file's doing: the
 * readers meet bytes that no honest program has written.
 */
export async function openTable(format: TableFormat, source: ByteSource): Promise<Table> {
  const blame = <Result>(work: Promise<Result>) =>
    work.catch((error: unknown): never => {
      throw blamed(format, error)
    })
  const table = await blame(OPEN[format](source))
  return {
    fields: table.fields,
    countRows: () => blame(table.countRows()),
    async *batches() {
      try {
        yield* table.batches()
      } catch (error) {
        throw blamed(format, error)
      }
    },
  }
}

function blamed(format: TableFormat, error: unknown): Error {
  if (error instanceof Lie || error instanceof TooMuch) return error
  const why = error instanceof Error ? error.message : String(error)
  return new Lie(`${format}: it cannot be read: ${why.slice(0, 300).toWellFormed()}`)
}
