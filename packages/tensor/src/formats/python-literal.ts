import type { FormatError } from './format-error.ts'

/** What the header of a .npy file may be made of. Tuples and lists both become arrays. */
export type PythonLiteral =
  | string
  | number
  | boolean
  | null
  | PythonLiteral[]
  | { [key: string]: PythonLiteral }

const MAX_DEPTH = 16
const WORDS: Readonly<Record<string, boolean | null>> = { True: true, False: false, None: null }

/**
 * Parses a Python literal: strings, whole numbers, True, False, None, tuples, lists and dicts. Nothing is
 * evaluated, and names, calls, floats and repeated keys are refused.
 *
 * @param fail makes the error for whatever is wrong
 */
export function parsePythonLiteral(text: string, fail: (message: string) => FormatError): PythonLiteral {
  let position = 0

  function value(depth: number): PythonLiteral {
    if (depth > MAX_DEPTH) throw fail(`nests deeper than ${MAX_DEPTH}`)
    skipSpace()
    const char = text[position]
    if (char === "'" || char === '"') return string(char)
    if (char === '(') return sequence(')', depth)
    if (char === '[') return sequence(']', depth)
    if (char === '{') return dict(depth)
    if (char !== undefined && /[-\d]/.test(char)) return integer()
    return word()
  }

  function string(quote: string): string {
    const end = text.indexOf(quote, position + 1)
    if (end < 0) throw fail('has a string that never ends')
    const content = text.slice(position + 1, end)
    if (/[\\\n]/.test(content)) throw fail('has an escape in a string')
    position = end + 1
    return content
  }

  function integer(): number {
    const [digits] = /^-?\d{1,16}/.exec(text.slice(position, position + 17)) ?? []
    if (digits === undefined || !Number.isSafeInteger(Number(digits))) throw fail('has a malformed number')
    position += digits.length
    // Python 2 wrote long integers as 3L.
    if (text[position] === 'L') position++
    if (/[\w.]/.test(text[position] ?? '')) throw fail('has a malformed number')
    return Number(digits)
  }

  function word(): boolean | null {
    const [name] = /^\w{1,8}/.exec(text.slice(position, position + 9)) ?? []
    const known = name === undefined || !Object.hasOwn(WORDS, name) ? undefined : WORDS[name]
    if (name === undefined || known === undefined)
      throw fail(`holds something that is no literal at ${position}`)
    position += name.length
    return known
  }

  function sequence(close: string, depth: number): PythonLiteral {
    position++
    const items: PythonLiteral[] = []
    let isTuple = close === ']'
    while (!accept(close)) {
      items.push(value(depth + 1))
      if (accept(',')) isTuple = true
      else if (accept(close)) break
      else throw fail(`misses a comma or ${close} at ${position}`)
    }
    // (3) is a number in brackets, (3,) a tuple.
    return isTuple || items.length !== 1 ? items : items[0]!
  }

  function dict(depth: number): PythonLiteral {
    position++
    const entries = new Map<string, PythonLiteral>()
    while (!accept('}')) {
      const key = value(depth + 1)
      if (typeof key !== 'string' || entries.has(key)) throw fail('has a key that is no string or repeats')
      if (!accept(':')) throw fail(`misses a colon at ${position}`)
      entries.set(key, value(depth + 1))
      if (accept(',')) continue
      if (accept('}')) break
      throw fail(`misses a comma or } at ${position}`)
    }
    return Object.fromEntries(entries)
  }

  function accept(char: string): boolean {
    skipSpace()
    if (text[position] !== char) return false
    position++
    return true
  }

  function skipSpace(): void {
    while (/[ \t\n\r]/.test(text[position] ?? '')) position++
  }

  const parsed = value(0)
  skipSpace()
  if (position < text.length) throw fail(`goes on after its end at ${position}`)
  return parsed
}
