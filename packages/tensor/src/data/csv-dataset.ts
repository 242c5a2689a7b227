import { createReadStream } from 'node:fs'
import { csvRows } from './csv-rows.ts'
import { DataError } from './data-error.ts'
import { TensorDataset } from './tensor-dataset.ts'

export interface CsvOptions {
  /** The column to be predicted, by its name or (without a header) place; it is the second of a batch. */
  target?: string | number
  /** What the target is: a number (float32), or a class (int64), its names in the order of their first appearance. */
  targetKind?: 'number' | 'class'
  /** The columns to take; all but the target by default. */
  features?: readonly (string | number)[]
  /** Whether the first row names the columns; true by default. */
  hasHeader?: boolean
  separator?: string
  /** What an empty field becomes; without it empty fields are refused. */
  missing?: number
}

export interface CsvDataset {
  data: TensorDataset
  /** Names of the features, in the order of the last dimension. */
  features: string[]
  /** Names of the classes by number; empty unless the target is one. */
  classes: string[]
}

/**
 * Numbers from comma-separated text: features float32 [n], and the target if one is named. The file is read once,
 * row by row; only its numbers stay in memory.
 *
 * @throws DataError naming line and column of what is no number, of rows that are longer or shorter than others
 *
 * @example
 * const { data, classes } = await csvDataset('iris.csv', { target: 'species', targetKind: 'class' })
 */
export async function csvDataset(path: string, options: CsvOptions = {}): Promise<CsvDataset> {
  const { hasHeader = true, separator = ',', target, targetKind = 'number', missing } = options
  const where = (row: number) => `${path}, row ${row + 1}`
  let names: string[] | undefined
  let chosen: number[] = []
  let aim: number | undefined
  const numbers = new Growing()
  const targets = new Growing()
  const classes = new Map<string, number>()
  const number = (text: string, row: number, column: number): number => {
    const value = text.trim() === '' ? (missing ?? Number.NaN) : Number(text)
    if (Number.isNaN(value) && !(text.trim() === '' && missing !== undefined) && !/^\s*nan\s*$/i.test(text)) {
      const what = text.trim() === '' ? 'is empty' : `is ${JSON.stringify(text.slice(0, 40))}, no number`
      throw new DataError(`${where(row)}: ${names![column]} ${what}`)
    }
    return value
  }
  const choose = (fields: readonly string[]): void => {
    names = hasHeader ? fields.map((name) => name.trim()) : fields.map((_, i) => String(i))
    const find = (column: string | number): number => {
      const at = typeof column === 'number' ? column : names!.indexOf(column)
      if (at >= 0 && at < names!.length) return at
      throw new DataError(`${path} has no column ${column}, but ${names!.slice(0, 20).join(', ')}`)
    }
    aim = target === undefined ? undefined : find(target)
    chosen = options.features?.map(find) ?? names.map((_, i) => i).filter((i) => i !== aim)
  }
  let row = 0
  const stream = createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 18 })
  try {
    for await (const fields of csvRows(stream, separator)) {
      if (row === 0 && fields[0]) fields[0] = fields[0].replace(/^\uFEFF/, '')
      if (!names) choose(fields)
      if (fields.length !== names!.length)
        throw new DataError(
          `${where(row)}: ${fields.length} fields, where the first row has ${names!.length}`,
        )
      if (row > 0 || !hasHeader) {
        for (const column of chosen) numbers.push(number(fields[column]!, row, column))
        if (aim !== undefined && targetKind === 'number') targets.push(number(fields[aim]!, row, aim))
        else if (aim !== undefined) {
          const name = fields[aim]!.trim()
          const known = classes.get(name) ?? classes.size
          classes.set(name, known)
          targets.push(known)
        }
      }
      row++
    }
  } catch (error) {
    if (error instanceof DataError) {
      throw error.message.startsWith(path)
        ? error
        : new DataError(`${path}, ${error.message}`, { cause: error })
    }
    throw new DataError(`cannot read ${path}: ${(error as Error).message}`, { cause: error })
  }
  if (!names) throw new DataError(`${path} is empty`)
  const columns = [{ name: 'features', dtype: 'float32' as const, shape: [chosen.length] }]
  const features = chosen.map((column) => names![column]!)
  const made =
    aim === undefined
      ? new TensorDataset(columns, [numbers.taken()])
      : targetKind === 'class'
        ? new TensorDataset(
            [...columns, { name: names[aim]!, dtype: 'int64', shape: [] }],
            [numbers.taken(), BigInt64Array.from(targets.taken(), BigInt)],
          )
        : new TensorDataset(
            [...columns, { name: names[aim]!, dtype: 'float32', shape: [] }],
            [numbers.taken(), targets.taken()],
          )
  return { data: made, features, classes: [...classes.keys()] }
}

/** Numbers whose count is not known beforehand, at four bytes each. */
class Growing {
  #numbers = new Float32Array(1024)
  #count = 0

  push(value: number): void {
    if (this.#count === this.#numbers.length) {
      const grown = new Float32Array(this.#count * 2)
      grown.set(this.#numbers)
      this.#numbers = grown
    }
    this.#numbers[this.#count++] = value
  }

  taken(): Float32Array {
    return this.#numbers.slice(0, this.#count)
  }
}
