import { serveFiles } from '../workers/serve-files.ts'
import { boundArrays } from './bounded-memory.ts'
import { convertTables } from './convert-tables.ts'
import { openTable } from './open-table.ts'
import type { TableJob, TableReading } from './tables.ts'
import { toCell } from './to-cell.ts'

/** Reads and converts tables, one at a time. */

boundArrays()

/** Characters of a text, and items of a list, in a preview. */
const LONGEST = 1000

serveFiles<TableJob, TableReading>(async (job, sources, make) => {
  if (job.work === 'convert') return convertTables(job, sources, make)
  const table = await openTable(job.format, sources[0]!)
  const rows: unknown[] = []
  if (job.preview > 0) {
    for await (const batch of table.batches()) {
      for (const row of batch) if (rows.length < job.preview) rows.push(toCell(row, LONGEST))
      if (rows.length >= job.preview) break
    }
  }
  const count = job.isCounted ? await table.countRows() : null
  return { fields: table.fields, rows: count, preview: rows as TableReading['preview'] }
})
