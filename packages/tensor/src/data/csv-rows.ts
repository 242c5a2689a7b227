import { DataError } from './data-error.ts'

/** Characters of one field: more is a quote that was never closed. */
const LONGEST_FIELD = 1_000_000

/**
 * The rows of comma-separated text (RFC 4180: fields in double quotes may hold separators, line ends and doubled
 * quotes), as it comes in; memory is that of one row. Empty lines are left out.
 *
 * @throws DataError for a quote that is never closed, or stands inside of a field without
 *
 * @example
 * for await (const fields of csvRows(['a,b\n1,"x, y"\n'])) console.log(fields)
 */
export async function* csvRows(
  chunks: Iterable<string> | AsyncIterable<string>,
  separator = ',',
): AsyncGenerator<string[]> {
  let row: string[] = []
  let field = ''
  let line = 1
  let state: 'start' | 'plain' | 'quoted' | 'closed' = 'start'
  let isAfterReturn = false
  const endField = () => {
    row.push(field)
    field = ''
    state = 'start'
  }
  for await (const chunk of chunks) {
    for (const char of chunk) {
      if (state === 'quoted') {
        if (char === '"') state = 'closed'
        else field += char
        if (field.length > LONGEST_FIELD) throw new DataError(`line ${line}: a quote is never closed`)
        continue
      }
      const isSecond = char === '\n' && isAfterReturn
      isAfterReturn = char === '\r'
      if (isSecond) continue
      if (char === separator) endField()
      else if (char === '\n' || char === '\r') {
        const isEmpty = row.length === 0 && state === 'start'
        endField()
        if (!isEmpty) yield row
        row = []
        line++
      } else if (char === '"') {
        if (state === 'plain') throw new DataError(`line ${line}: a quote inside of a field without quotes`)
        if (state === 'closed') field += char
        state = 'quoted'
      } else {
        if (state === 'closed')
          throw new DataError(`line ${line}: ${JSON.stringify(char)} after a closing quote`)
        state = 'plain'
        field += char
      }
    }
  }
  if (state === 'quoted') throw new DataError(`line ${line}: a quote is never closed`)
  if (row.length > 0 || state !== 'start') {
    endField()
    yield row
  }
}
