import type { ByteSource } from '@nodeyard/tensor/formats'
import { stringify } from 'csv-stringify/sync'
import { ByteWriter, parquetWriteRows } from 'hyparquet-writer'
import type { Field } from '../assets/declared.ts'
import { Lie, type Make } from '../workers/serve-files.ts'
import { openTable } from './open-table.ts'
import type { Row, Table } from './table.ts'
import type { TableFormat } from './table-format.ts'
import type { TableReading } from './tables.ts'
import { toCell } from './to-cell.ts'

const CHUNK = 1024 * 1024
const ROWS_IN_GROUP = 20_000

/** Writes the rows of some tables of the same columns as one table, as they are read: memory stays flat. */
export async function convertTables(
  { from, to }: { from: TableFormat[]; to: TableFormat },
  sources: ByteSource[],
  make: Make,
): Promise<TableReading> {
  const tables = await Promise.all(sources.map((source, index) => openTable(from[index]!, source)))
  const fields = Object.assign({}, ...tables.map((table) => table.fields)) as Record<string, Field>
  let count = 0
  const rows = async function* () {
    for (const table of tables) {
      for await (const batch of (table as Table).batches()) {
        count += batch.length
        yield batch
      }
    }
  }
  const write = { csv: writeCsv, jsonl: writeJsonl, parquet: writeParquet, arrow: undefined }[to]
  if (!write) throw new Lie(`nothing can be written as ${to} here`)
  await write(fields, rows(), make)
  return { fields, rows: count, preview: [] }
}

type Writing = (fields: Record<string, Field>, rows: AsyncIterable<Row[]>, make: Make) => Promise<void>

const writeCsv: Writing = async (fields, batches, make) => {
  const names = Object.keys(fields)
  const text = (value: unknown) => {
    const cell = toCell(value)
    return typeof cell === 'object' && cell !== null ? JSON.stringify(cell) : cell
  }
  await make(Buffer.from(stringify([names])))
  for await (const batch of batches) {
    for (const part of parts(batch)) {
      const records = part.map((row) => names.map((name) => text(row[name])))
      await make(Buffer.from(stringify(records, { cast: { boolean: String } })))
    }
  }
}

const writeJsonl: Writing = async (_fields, batches, make) => {
  for await (const batch of batches) {
    for (const part of parts(batch)) {
      await make(Buffer.from(part.map((row) => `${JSON.stringify(toCell(row))}\n`).join('')))
    }
  }
}

const writeParquet: Writing = async (fields, batches, make) => {
  const writer = Object.assign(new ByteWriter(), {
    // Called after each group of rows.
    async flush() {
      if (writer.index < CHUNK) return
      await make(new Uint8Array(writer.buffer.slice(0, writer.index)))
      writer.index = 0
    },
  })
  const columns = Object.entries(fields).map(([name, field]) => ({ name, ...columnOf(field) }))
  const rows = async function* () {
    for await (const batch of batches) {
      for (const row of batch) {
        yield Object.fromEntries(
          columns.map(({ name, cast }) => [name, row[name] == null ? null : cast(row[name])]),
        )
      }
    }
  }
  await parquetWriteRows({
    writer,
    rows: rows(),
    columns: columns.map(({ name, type }) => ({ name, type, nullable: true })),
    rowGroupSize: ROWS_IN_GROUP,
  })
  if (writer.index > 0) await make(new Uint8Array(writer.buffer.slice(0, writer.index)))
}

/** How a column is stored: what Parquet has no plain word for is JSON. */
function columnOf({ type, shape }: Field) {
  const column = <Type extends string>(name: Type, cast: (value: unknown) => unknown) => ({
    type: name,
    cast,
  })
  const json = column('JSON' as const, (value) => toCell(value))
  if (shape.length > 0) return json
  if (/^u?int(?:8|16|32)$/.test(type) && type !== 'uint32') return column('INT32' as const, Number)
  if (/^u?int/.test(type)) return column('INT64' as const, toBigInt)
  if (type === 'float32' || type === 'float16') return column('FLOAT' as const, Number)
  if (type === 'float64' || type === 'decimal') return column('DOUBLE' as const, Number)
  if (type === 'bool') return column('BOOLEAN' as const, Boolean)
  if (type === 'timestamp' || type === 'date') return column('TIMESTAMP' as const, toDate)
  if (type === 'binary') return column('BYTE_ARRAY' as const, (value) => value)
  if (type === 'string' || type === 'uuid') return column('STRING' as const, (value) => String(toCell(value)))
  return json
}

const toBigInt = (value: unknown) =>
  typeof value === 'bigint' ? value : Number.isSafeInteger(Number(value)) ? BigInt(Number(value)) : null

function toDate(value: unknown): Date | null {
  const date =
    value instanceof Date ? value : new Date(typeof value === 'bigint' ? Number(value) : (value as number))
  return Number.isNaN(date.getTime()) ? null : date
}

function* parts(rows: readonly Row[]): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += 1000) yield rows.slice(start, start + 1000)
}
