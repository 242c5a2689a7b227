import type { Field } from '../assets/declared.ts'

export type Row = Record<string, unknown>

/** A table in a file, opened. */
export interface Table {
  /** Its columns, in their order. */
  fields: Record<string, Field>
  /** How many rows it has; null where counting them would take too long. */
  countRows(): Promise<number | null>
  /** Its rows in their order, some at a time. */
  batches(): AsyncIterable<Row[]>
}

/** Rows looked at where a format does not say its types. */
export const SAMPLE = 1000
export const MOST_COLUMNS = 10_000

export const scalar = (type: string): Field => ({ type, shape: [] })
