import type { ByteCursor } from './byte-cursor.ts'
import { FormatError } from './format-error.ts'
import { decodeLossy, decodeUtf8 } from './text.ts'

/** Strings up to this many bytes are kept; a longer one is summed up. */
const KEPT_STRING_BYTES = 65_536
/** Arrays up to this long are kept whole; a longer one keeps its first elements. */
const KEPT_ELEMENTS = 64
const SHOWN_ELEMENTS = 8
const MAX_ARRAY_DEPTH = 4
/** Elements of all arrays of strings and of arrays in one file: they are walked one by one. */
const MAX_WALKED = 5_000_000
/** Bytes of values kept from one file; what comes after is summed up. */
const MAX_KEPT_BYTES = 32 * 1024 * 1024

const STRING = 8
const ARRAY = 9

/** A long string or array of which only the size, type and beginning are kept. */
export interface GgufSummary {
  type: string
  /** Elements of the array, or bytes of the string. */
  length: number
  first: GgufValue[]
}

/** A metadata value. Integers beyond 2^53 are decimal strings. */
export type GgufValue = number | string | boolean | GgufValue[] | GgufSummary

interface ScalarType {
  name: string
  bytes: number
  read: (cursor: ByteCursor) => GgufValue
}

const plain = (value: bigint): number | string => {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : String(value)
}

const SCALARS: ReadonlyMap<number, ScalarType> = new Map([
  [0, { name: 'uint8', bytes: 1, read: (cursor) => cursor.u8() }],
  [1, { name: 'int8', bytes: 1, read: (cursor) => cursor.i8() }],
  [2, { name: 'uint16', bytes: 2, read: (cursor) => cursor.u16() }],
  [3, { name: 'int16', bytes: 2, read: (cursor) => cursor.i16() }],
  [4, { name: 'uint32', bytes: 4, read: (cursor) => cursor.u32() }],
  [5, { name: 'int32', bytes: 4, read: (cursor) => cursor.i32() }],
  [6, { name: 'float32', bytes: 4, read: (cursor) => cursor.f32() }],
  [7, { name: 'bool', bytes: 1, read: readBool }],
  [10, { name: 'uint64', bytes: 8, read: (cursor) => plain(cursor.u64()) }],
  [11, { name: 'int64', bytes: 8, read: (cursor) => plain(cursor.i64()) }],
  [12, { name: 'float64', bytes: 8, read: (cursor) => cursor.f64() }],
])

function readBool(cursor: ByteCursor): boolean {
  const byte = cursor.u8()
  if (byte > 1) throw fault(cursor, `a bool is ${byte}, not 0 or 1`, 'metadata')
  return byte === 1
}

/** Reads the lengths, strings and typed values of a GGUF file. Version 1 has lengths of 32 bits, later ones 64. */
export class GgufValueReader {
  #cursor: ByteCursor
  #lengthBytes: 4 | 8
  #walked = 0
  #kept = 0

  constructor(cursor: ByteCursor, version: number) {
    this.#cursor = cursor
    this.#lengthBytes = version === 1 ? 4 : 8
  }

  /** A length, count or dimension. */
  async length(field: string): Promise<number> {
    await this.#cursor.fill(this.#lengthBytes, field)
    return this.#lengthNow(field)
  }

  /** A type number and the value it announces. */
  async read(field: string): Promise<{ type: number; value: GgufValue }> {
    await this.#cursor.fill(4, `type of ${field}`)
    const type = this.#cursor.u32()
    return { type, value: await this.#value(type, field, 0) }
  }

  /** A string of at most `most` bytes. */
  async string(most: number, field: string): Promise<string> {
    const length = await this.length(`length of ${field}`)
    if (length > most)
      throw fault(this.#cursor, `${field} says ${length} bytes; at most ${most} are allowed`, field)
    const at = this.#cursor.position
    return decodeUtf8(await this.#cursor.bytes(length, field), this.#cursor.format, field, at)
  }

  async #value(type: number, field: string, depth: number): Promise<GgufValue> {
    if (type === STRING) return this.#stringValue(field)
    if (type === ARRAY) return this.#array(field, depth + 1)
    const scalar = this.#scalar(type, field)
    await this.#cursor.fill(scalar.bytes, field)
    return scalar.read(this.#cursor)
  }

  async #stringValue(field: string): Promise<GgufValue> {
    const length = await this.length(`length of ${field}`)
    if (length > KEPT_STRING_BYTES || !this.#mayKeep(length)) {
      this.#cursor.skip(length, field)
      return { type: 'string', length, first: [] }
    }
    // Token vocabularies hold pieces of characters: lenient here, strict for names.
    return decodeLossy(await this.#cursor.bytes(length, field))
  }

  async #array(field: string, depth: number): Promise<GgufValue> {
    if (depth > MAX_ARRAY_DEPTH) {
      throw fault(this.#cursor, `${field} nests arrays deeper than ${MAX_ARRAY_DEPTH}`, field)
    }
    await this.#cursor.fill(4, `element type of ${field}`)
    const type = this.#cursor.u32()
    const length = await this.length(`element count of ${field}`)
    const isWalked = type === STRING || type === ARRAY
    const elementBytes = isWalked ? this.#lengthBytes : this.#scalar(type, field).bytes
    const kept =
      length > KEPT_ELEMENTS || !this.#mayKeep(length * 16) ? Math.min(length, SHOWN_ELEMENTS) : length
    this.#cursor.need(length * elementBytes, field)
    if (isWalked) this.#walked += length
    if (this.#walked > MAX_WALKED) {
      throw fault(this.#cursor, `metadata says more than ${MAX_WALKED} array elements (${field})`, field)
    }
    const first: GgufValue[] = []
    for (let index = 0; index < kept; index++) first.push(await this.#value(type, field, depth))
    if (type === STRING) await this.#skipStrings(length - kept, field)
    else if (type === ARRAY)
      for (let index = kept; index < length; index++) await this.#array(field, depth + 1)
    else this.#cursor.skip((length - kept) * elementBytes, field)
    return kept < length ? { type: typeName(type), length, first } : first
  }

  async #skipStrings(count: number, field: string): Promise<void> {
    for (let index = 0; index < count; index++) {
      if (this.#cursor.buffered < this.#lengthBytes) await this.#cursor.fill(this.#lengthBytes, field)
      this.#cursor.skip(this.#lengthNow(field), field)
    }
  }

  #lengthNow(field: string): number {
    return this.#lengthBytes === 4 ? this.#cursor.u32() : this.#cursor.size64(field)
  }

  #mayKeep(bytes: number): boolean {
    if (this.#kept + bytes > MAX_KEPT_BYTES) return false
    this.#kept += bytes
    return true
  }

  #scalar(type: number, field: string): ScalarType {
    const scalar = SCALARS.get(type)
    if (!scalar) throw fault(this.#cursor, `${field} has an unknown value type ${type}`, field)
    return scalar
  }
}

function typeName(type: number): string {
  return SCALARS.get(type)?.name ?? (type === STRING ? 'string' : 'array')
}

function fault(cursor: ByteCursor, message: string, field: string): FormatError {
  return new FormatError(message, { format: cursor.format, field, offset: cursor.position })
}
