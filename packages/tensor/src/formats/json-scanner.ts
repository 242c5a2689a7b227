import { FormatError } from './format-error.ts'
import { decodeUtf8 } from './text.ts'

const QUOTE = 0x22
const BACKSLASH = 0x5c

/**
 * Reads strict JSON of a shape known beforehand, token by token, straight from bytes.
 *
 * `JSON.parse` would be shorter, but it builds whatever it is sent (100 MB of `{},{},{},…` become
 * gigabytes of objects) and silently takes the last of two equal keys.
 */
export class JsonScanner {
  readonly format: string
  position = 0
  #bytes: Uint8Array
  #base: number

  /** @param base position of the first byte in the file, for messages */
  constructor(bytes: Uint8Array, format: string, base: number) {
    this.#bytes = bytes
    this.format = format
    this.#base = base
  }

  /** Skips white space and takes `char` if it comes next. */
  accept(char: string): boolean {
    this.skipSpace()
    if (this.#bytes[this.position] !== char.charCodeAt(0)) return false
    this.position++
    return true
  }

  expect(char: string, field: string): void {
    if (!this.accept(char)) throw this.error(`expected ${char} in ${field}`, field)
  }

  /** Calls `member` for each key of an object, once the colon is passed. Keys may not repeat. */
  object(field: string, member: (key: string) => void): void {
    this.expect('{', field)
    if (this.accept('}')) return
    const keys = new Set<string>()
    do {
      const key = this.string(field)
      if (keys.has(key)) throw this.error(`the key ${JSON.stringify(key.slice(0, 80))} appears twice`, field)
      keys.add(key)
      this.expect(':', field)
      member(key)
    } while (this.accept(','))
    this.expect('}', field)
  }

  /** Calls `item` for each element of an array. */
  array(field: string, item: () => void): void {
    this.expect('[', field)
    if (this.accept(']')) return
    do item()
    while (this.accept(','))
    this.expect(']', field)
  }

  string(field: string): string {
    this.expect('"', field)
    const start = this.position
    let isPlain = true
    for (;;) {
      const byte = this.#bytes[this.position]
      if (byte === undefined) throw this.error(`a string in ${field} never ends`, field)
      if (byte < 0x20) throw this.error(`a string in ${field} holds a control character`, field)
      this.position++
      if (byte === QUOTE) break
      if (byte === BACKSLASH) {
        isPlain = false
        this.position++
      }
    }
    const text = decodeUtf8(this.#bytes.subarray(start, this.position - 1), this.format, field)
    return isPlain ? text : this.#unescape(text, field)
  }

  /** A whole number from 0 to 2^53 - 1, written plainly. */
  integer(field: string): number {
    this.skipSpace()
    const start = this.position
    let value = 0
    for (;;) {
      const digit = (this.#bytes[this.position] ?? 0) - 0x30
      if (digit < 0 || digit > 9) break
      value = value * 10 + digit
      this.position++
      if (value > Number.MAX_SAFE_INTEGER) throw this.error(`${field} holds a number beyond 2^53`, field)
    }
    const length = this.position - start
    const next = this.#bytes[this.position]
    // "." and "e" would make it a fraction; a leading zero is not JSON.
    if (
      length === 0 ||
      (length > 1 && this.#bytes[start] === 0x30) ||
      next === 0x2e ||
      next === 0x65 ||
      next === 0x45
    ) {
      throw this.error(`${field} must be whole numbers from 0`, field)
    }
    return value
  }

  /** @throws FormatError unless only white space is left */
  end(field: string): void {
    this.skipSpace()
    if (this.position < this.#bytes.byteLength) throw this.error(`text follows the end of ${field}`, field)
  }

  skipSpace(): void {
    for (;;) {
      const byte = this.#bytes[this.position]
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return
      this.position++
    }
  }

  error(message: string, field: string): FormatError {
    return new FormatError(message, { format: this.format, field, offset: this.#base + this.position })
  }

  #unescape(text: string, field: string): string {
    let value = ''
    try {
      value = JSON.parse(`"${text}"`) as string
    } catch {
      throw this.error(`a string in ${field} has a malformed escape`, field)
    }
    if (!value.isWellFormed()) throw this.error(`a string in ${field} has half a surrogate pair`, field)
    return value
  }
}
