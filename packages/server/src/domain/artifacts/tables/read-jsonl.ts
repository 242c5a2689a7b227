import type { ByteSource } from '@nodeyard/tensor/formats'
import { Lie } from '../workers/serve-files.ts'
import { inferFields } from './infer-fields.ts'
import { type Row, SAMPLE, type Table } from './table.ts'
import { textLines } from './text-lines.ts'

const AT_ONCE = 500

/** Opens a file of one JSON object a line. */
export async function openJsonl(source: ByteSource): Promise<Table> {
  const sample: Row[] = []
  for await (const row of readRows(source)) if (sample.push(row) === SAMPLE) break
  if (sample.length === 0) throw new Lie('jsonl: it holds no rows')
  return {
    fields: inferFields(sample),
    async countRows() {
      let count = 0
      for await (const _ of readRows(source)) count++
      return count
    },
    async *batches() {
      let rows: Row[] = []
      for await (const row of readRows(source)) {
        if (rows.push(row) < AT_ONCE) continue
        yield rows
        rows = []
      }
      if (rows.length > 0) yield rows
    },
  }
}

async function* readRows(source: ByteSource): AsyncGenerator<Row> {
  let line = 0
  for await (const text of textLines(source)) {
    line++
    yield parseRow(text, line)
  }
}

function parseRow(text: string, line: number): Row {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Lie(`jsonl: row ${line} is not valid JSON`)
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Row
  throw new Lie(`jsonl: row ${line} is not an object`)
}
