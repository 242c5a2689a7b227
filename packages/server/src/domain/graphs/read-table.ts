import { open } from 'node:fs/promises'
import { TextDecoder } from 'node:util'
import { parse } from 'csv-parse/sync'
import { Fault } from '../../fault.ts'

/** Bytes of a text file at most: it is held in memory, several times over. */
const MOST_BYTES = 256 * 1024 * 1024

/** A file's text. @throws Fault `validation_failed` for an unknown encoding, or a file that is too large */
export async function readText(path: string, encoding = 'utf-8'): Promise<string> {
  const decoder = decoderOf(encoding)
  await using file = await open(path)
  const { size } = await file.stat()
  if (size > MOST_BYTES) {
    throw new Fault('validation_failed', `the file has ${size} bytes; ${MOST_BYTES} can be read`)
  }
  return decoder.decode(await file.readFile())
}

function decoderOf(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding.trim() || 'utf-8')
  } catch {
    throw new Fault('validation_failed', `"${encoding}" is no encoding: try utf-8`, { field: 'encoding' })
  }
}

/** A CSV file: the names of its columns, and its cells as text. */
export interface Table {
  columns: string[]
  rows: string[][]
}

/**
 * Reads CSV text; without a header columns are called 0, 1, 2 …
 *
 * @throws Fault `validation_failed` with the line that is wrong
 */
export function readTable(text: string, hasHeader: boolean): Table {
  const cells = parseCells(text)
  const width = cells[0]?.length ?? 0
  const columns = hasHeader ? (cells[0] ?? []) : Array.from({ length: width }, (_, i) => String(i))
  return { columns, rows: hasHeader ? cells.slice(1) : cells }
}

function parseCells(text: string): string[][] {
  try {
    return parse(text, { bom: true, skip_empty_lines: true, trim: true }) as string[][]
  } catch (error) {
    throw new Fault('validation_failed', `the table cannot be read: ${(error as Error).message}`)
  }
}

const MISSING = new Set(['', 'na', 'n/a', 'nan', 'null', 'none'])

/** A cell as a number: NaN where nothing stands, undefined where it is no number. */
export function numberOf(cell: string): number | undefined {
  if (MISSING.has(cell.toLowerCase())) return Number.NaN
  const value = Number(cell)
  if (!Number.isNaN(value)) return value
  const infinite = /^([+-]?)inf(inity)?$/i.exec(cell)
  return infinite ? (infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY) : undefined
}

/** Places of the columns that hold nothing but numbers. */
export function numericColumns({ columns, rows }: Table): number[] {
  return columns
    .map((_, j) => j)
    .filter((j) => rows.length > 0 && rows.every((row) => numberOf(row[j] ?? '') !== undefined))
}
