import type { DatasetSchema, Field } from '../assets/declared.ts'
import type { TableFormat } from '../tables/table-format.ts'

/** Formats that say no types: theirs are guessed from values, so a wider type will do. */
const isGuessed = (format: TableFormat) => format === 'csv' || format === 'jsonl'

/** Words for the same. */
const SAME: Record<string, string> = {
  boolean: 'bool',
  float: 'float32',
  double: 'float64',
  half: 'float16',
  int: 'int64',
  long: 'int64',
  str: 'string',
  utf8: 'string',
  text: 'string',
  bytes: 'binary',
}

/**
 * Where a shard's columns are not what the dataset's schema says.
 *
 * @returns one line for each, fit for its sender
 */
export function* findMisfits(
  schema: Pick<DatasetSchema, 'fields'>,
  found: Readonly<Record<string, Field>>,
  format: TableFormat,
): Generator<string> {
  for (const [name, wanted] of Object.entries(schema.fields)) {
    const field = Object.hasOwn(found, name) ? found[name] : undefined
    // A text format may leave out what it has no value for; whether a row may is for its users to say.
    if (!field && format === 'jsonl') continue
    if (!field) yield `the column ${name} is missing`
    else if (!fits(wanted, field, isGuessed(format))) {
      yield `the column ${name} must be ${describeField(wanted)}, but is ${describeField(field)}`
    }
  }
  for (const name of Object.keys(found)) {
    if (!Object.hasOwn(schema.fields, name)) yield `the column ${name} is not in the schema`
  }
}

/** `float32`, or `float32[-1, 3]`. */
export const describeField = ({ type, shape }: Field): string =>
  shape.length === 0 ? type : `${type}[${shape.join(', ')}]`

function fits(wanted: Field, found: Field, isGuessed: boolean): boolean {
  const [want, have] = [plain(wanted.type), plain(found.type)]
  if (wanted.shape.length > 0) {
    // Arrays are stored as lists, as bytes or as JSON, whatever the writer of the file preferred.
    if (['binary', 'json', 'struct'].includes(have)) return true
    return found.shape.length > 0 && (isGuessed ? isWider(want, have) : want === have)
  }
  if (found.shape.length > 0) return want === 'json'
  return want === have || (isGuessed && isWider(want, have))
}

function isWider(want: string, have: string): boolean {
  if (have === 'int64') return /^(?:u?int|float|decimal|timestamp)/.test(want)
  if (have === 'float64') return /^(?:float|decimal)/.test(want)
  if (have === 'string') return /^(?:string|timestamp|date|time|binary|json|uuid|decimal)$/.test(want)
  if (have === 'json') return /^(?:struct|map|json)$/.test(want)
  return want === have
}

const plain = (type: string) => SAME[type.toLowerCase()] ?? type.toLowerCase()
