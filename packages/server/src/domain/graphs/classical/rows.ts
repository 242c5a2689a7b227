import type { Tensor } from '@nodeyard/tensor'
import { Fault } from '../../../fault.ts'

/** A table in memory: rows of numbers, all equally long. */
export type Rows = readonly (readonly number[])[]

/** The rows of a tensor [N, F]; one of [N] is a column. */
export async function rowsOf(table: Tensor, name: string): Promise<number[][]> {
  if (table.shape.length === 0 || table.shape.length > 2) {
    throw new Fault('validation_failed', `${name} must be [N, F], not [${table.shape.join(', ')}]`)
  }
  const [count = 0, width = 1] = table.shape
  const flat = await table.read()
  return Array.from({ length: count }, (_, i) =>
    Array.from({ length: width }, (_, j) => Number(flat[i * width + j])),
  )
}

/** The numbers of a tensor, one after the other. */
export async function numbersOf(values: Tensor): Promise<number[]> {
  return Array.from((await values.read()) as ArrayLike<number | bigint>, Number)
}

/**
 * What a classifier is fitted on.
 *
 * @throws Fault `validation_failed` where rows, labels and queries do not fit each other
 */
export async function trainingSet(
  x: Tensor,
  y: readonly unknown[],
  query: Tensor,
): Promise<{ x: number[][]; y: string[]; query: number[][] }> {
  const [rows, asked] = await Promise.all([rowsOf(x, 'x_train'), rowsOf(query, 'x_query')])
  checkRows(rows, y.length)
  const width = rows[0]!.length
  if (asked.length > 0 && asked[0]!.length !== width) {
    throw new Fault('validation_failed', `x_train has ${width} columns, x_query ${asked[0]!.length}`)
  }
  return { x: rows, y: y.map(String), query: asked }
}

function checkRows(rows: Rows, labels: number): void {
  if (rows.length === 0) throw new Fault('validation_failed', 'x_train has no rows')
  if (rows.length !== labels) {
    throw new Fault('validation_failed', `x_train has ${rows.length} rows, y_train ${labels} labels`)
  }
  if (rows.some((row) => row.some((value) => !Number.isFinite(value)))) {
    throw new Fault('validation_failed', 'x_train holds NaN or infinite numbers')
  }
}

/** The labels in order (as numbers if all are numbers, else as text), and each row's place among them. */
export function encodeLabels(labels: readonly string[]): { classes: string[]; codes: number[] } {
  const isNumeric = labels.every((label) => label.trim() !== '' && Number.isFinite(Number(label)))
  const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  const classes = [...new Set(labels)].sort(
    isNumeric ? (a, b) => Number(a) - Number(b) || byText(a, b) : byText,
  )
  const places = new Map(classes.map((label, i) => [label, i]))
  return { classes, codes: labels.map((label) => places.get(label)!) }
}

/** The first of the largest. */
export function argmax(values: ArrayLike<number>): number {
  let best = 0
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i
  return best
}
