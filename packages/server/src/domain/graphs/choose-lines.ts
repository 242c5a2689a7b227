import { Fault } from '../../fault.ts'
import { parseInts } from './params.ts'

/**
 * Which columns (or rows) are meant: by their names, if any are given, else by their numbers.
 *
 * @throws Fault `validation_failed` for a name or number that there is not
 */
export function chooseLines(
  what: 'column' | 'row',
  count: number,
  { indices, names, known }: { indices: string; names: string; known: readonly unknown[] | undefined },
): number[] {
  if (names.trim() !== '') {
    if (!known) throw new Fault('validation_failed', `to choose a ${what} by name, connect the names of all`)
    const all = known.map(String)
    return splitNames(names).map((name) => {
      const index = all.indexOf(name)
      if (index >= 0 && index < count) return index
      throw new Fault(
        'validation_failed',
        `there is no ${what} "${name}"; there are ${all.slice(0, 20).join(', ')}`,
      )
    })
  }
  const chosen = parseInts(indices, 'indices')
  const wrong = chosen.find((index) => index < 0 || index >= count)
  if (wrong === undefined) return chosen
  throw new Fault('validation_failed', `there is no ${what} ${wrong}: they are numbered 0 to ${count - 1}`)
}

/** "a, b" as ["a", "b"]. */
export const splitNames = (text: string): string[] =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
