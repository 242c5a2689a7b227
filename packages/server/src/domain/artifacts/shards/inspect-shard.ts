import type { ByteSource } from '@nodeyard/tensor/formats'
import { Fault } from '../../../fault.ts'
import type { DatasetSchema, Field } from '../assets/declared.ts'
import { tableFormatOf } from '../tables/table-format.ts'
import type { Tables } from '../tables/tables.ts'
import { findMisfits } from './check-fields.ts'

/** Beyond this size rows are counted only where the format says how many there are. */
const COUNTED = 1024 ** 3

export interface ShardReading {
  /** Null for what is no table. */
  fields: Record<string, Field> | null
  rows: number | null
}

/**
 * Looks into a shard before it becomes a part of a dataset: a table must be one, with the columns that the
 * schema says. What is no table (an archive of images, say) is taken as it is.
 *
 * @throws Fault `validation_failed` that says what is wrong with it
 */
export async function inspectShard(
  tables: Tables,
  name: string,
  source: ByteSource,
  schema: DatasetSchema | undefined,
): Promise<ShardReading> {
  const format = tableFormatOf(name)
  if (format === undefined) return { fields: null, rows: null }
  const isCounted = format === 'parquet' || source.size <= COUNTED
  // One batch is read as well: what lies beyond the header must be readable too.
  const ending = await tables.describe(format, source, { preview: 1, isCounted })
  if ('lie' in ending) throw refuse(name, ending.lie)
  if ('problem' in ending) throw refuse(name, ending.problem)
  const { fields, rows } = ending.result
  if (schema) requireFit(name, schema, fields)
  return { fields, rows }
}

/** @throws Fault `validation_failed` naming the columns that are not what the schema says */
export function requireFit(name: string, schema: DatasetSchema, fields: Record<string, Field>): void {
  const misfits = [...findMisfits(schema, fields, tableFormatOf(name)!)]
  if (misfits.length === 0) return
  const more = misfits.length > 10 ? `; and ${misfits.length - 10} more` : ''
  throw refuse(name, `it does not keep the dataset's schema: ${misfits.slice(0, 10).join('; ')}${more}`)
}

function refuse(name: string, what: string): Fault {
  const message = `${name}: ${what}`
  return new Fault('validation_failed', message, {
    field: name,
    issues: [{ loc: ['body', name], message, type: 'value_error' }],
  })
}
