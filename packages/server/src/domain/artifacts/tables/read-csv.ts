import { Readable } from 'node:stream'
import type { ByteSource } from '@nodeyard/tensor/formats'
import { CsvError, parse } from 'csv-parse'
import type { Field } from '../assets/declared.ts'
import { Lie } from '../workers/serve-files.ts'
import { merge } from './infer-fields.ts'
import { MOST_COLUMNS, type Row, SAMPLE, scalar, type Table } from './table.ts'
import { LONGEST_ROW, textChunks } from './text-lines.ts'

const AT_ONCE = 500

/** Beyond this many bytes a text's rows are not all parsed only to be counted. */
const PARSED_TO_COUNT = 64 * 1024 * 1024

/** Opens a CSV file with a header line; types are inferred from its first rows. */
export async function openCsv(source: ByteSource): Promise<Table> {
  const sample: string[][] = []
  let header: string[] | undefined
  for await (const record of records(source)) {
    if (header === undefined) header = checkHeader(record)
    else if (sample.push(record) === SAMPLE) break
  }
  if (header === undefined) throw new Lie('csv: it holds no header line')
  const names = header
  const fields = names.map((_, column) => fieldOf(sample.map((record) => record[column]!)))
  return {
    fields: Object.fromEntries(names.map((name, column) => [name, fields[column]!])),
    countRows: () => (source.size <= PARSED_TO_COUNT ? countRecords(source) : countLines(source)),
    async *batches() {
      let rows: Row[] = []
      let isHeader = true
      for await (const record of records(source)) {
        if (isHeader) {
          isHeader = false
          continue
        }
        const row = Object.fromEntries(names.map((name, i) => [name, toValue(record[i]!, fields[i]!)]))
        if (rows.push(row) < AT_ONCE) continue
        yield rows
        rows = []
      }
      if (rows.length > 0) yield rows
    },
  }
}

async function* records(source: ByteSource): AsyncGenerator<string[]> {
  const input = Readable.from(textChunks(source))
  const parser = parse({ max_record_size: LONGEST_ROW, skip_empty_lines: true, relax_column_count: false })
  input.on('error', (error) => parser.destroy(error))
  input.pipe(parser)
  try {
    yield* parser as AsyncIterable<string[]>
  } catch (error) {
    if (error instanceof CsvError) throw new Lie(`csv: ${error.message.slice(0, 300)}`)
    throw error
  } finally {
    input.destroy()
    parser.destroy()
  }
}

async function countRecords(source: ByteSource): Promise<number> {
  let count = -1
  for await (const _ of records(source)) count++
  return count
}

/** Counts line ends outside of quotes: much quicker than parsing, and the same for what is well formed. */
async function countLines(source: ByteSource): Promise<number> {
  const [quote, end] = [0x22, 0x0a]
  let [count, isQuoted, last] = [0, false, end]
  for await (const chunk of textChunks(source)) {
    for (const byte of chunk) {
      if (byte === quote) isQuoted = !isQuoted
      else if (byte === end && !isQuoted && last !== end) count++
      if (byte !== 0x0d) last = byte
    }
  }
  return count - (last === end ? 1 : 0)
}

function checkHeader(names: string[]): string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  const strange = names.find((name) => /[\u0000-\u001f\u007f\ufffd]/.test(name))
  if (strange !== undefined) throw new Lie('csv: its header line holds control characters, or is no UTF-8')
  if (names.length > MOST_COLUMNS) throw new Lie(`csv: it has more than ${MOST_COLUMNS} columns`)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new Lie(`csv: two columns are called ${JSON.stringify(twice.slice(0, 100))}`)
  return names
}

const WHOLE = /^[+-]?\d{1,15}$/
const REAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

function fieldOf(cells: readonly string[]): Field {
  const found = cells.filter((cell) => cell !== '').map((cell) => scalar(typeOf(cell)))
  if (found.length === 0) return scalar('string')
  const field = found.reduce(merge)
  return field.type === 'bool' && found.some(({ type }) => type !== 'bool') ? scalar('string') : field
}

function typeOf(cell: string): string {
  if (WHOLE.test(cell)) return 'int64'
  if (REAL.test(cell)) return 'float64'
  return /^(?:true|false)$/i.test(cell) ? 'bool' : 'string'
}

/** A cell that is not what its column was taken for stays text. */
function toValue(cell: string, { type }: Field): unknown {
  if (type === 'string') return cell
  if (cell === '') return null
  if (type === 'bool') return /^true$/i.test(cell) ? true : /^false$/i.test(cell) ? false : cell
  return REAL.test(cell) ? Number(cell) : cell
}
