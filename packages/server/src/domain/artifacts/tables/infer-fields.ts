import type { Field } from '../assets/declared.ts'
import { Lie } from '../workers/serve-files.ts'
import { MOST_COLUMNS, type Row, scalar } from './table.ts'

/** The columns of rows that say no types, from the values they have. */
export function inferFields(rows: readonly Row[]): Record<string, Field> {
  const seen = new Map<string, Field | undefined>()
  for (const row of rows) {
    for (const [name, value] of Object.entries(row)) {
      const known = seen.get(name)
      const field = fieldOf(value)
      seen.set(name, known && field ? merge(known, field) : (known ?? field))
    }
    if (seen.size > MOST_COLUMNS) throw new Lie(`it has more than ${MOST_COLUMNS} columns`)
  }
  return Object.fromEntries([...seen].map(([name, field]) => [name, field ?? scalar('string')]))
}

/** Undefined for what says nothing. */
function fieldOf(value: unknown, depth = 0): Field | undefined {
  if (value === null || value === undefined) return undefined
  if (typeof value === 'boolean') return scalar('bool')
  if (typeof value === 'number') return scalar(Number.isSafeInteger(value) ? 'int64' : 'float64')
  if (typeof value === 'string') return scalar('string')
  if (!Array.isArray(value) || depth > 8) return scalar('json')
  const inner = value.slice(0, 100).reduce<Field | undefined>((known, item) => {
    const field = fieldOf(item, depth + 1)
    return known && field ? merge(known, field) : (known ?? field)
  }, undefined)
  const { type, shape } = inner ?? scalar('json')
  return { type, shape: [-1, ...shape] }
}

/** What holds values of both. */
export function merge(a: Field, b: Field): Field {
  if (a.shape.length !== b.shape.length) return scalar('json')
  if (a.type === b.type) return a
  const types = new Set([a.type, b.type])
  const isNumeric = [...types].every((type) => type === 'int64' || type === 'float64')
  return { type: isNumeric ? 'float64' : a.shape.length > 0 ? 'json' : 'string', shape: a.shape }
}
