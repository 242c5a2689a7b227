import { ByteCursor } from './byte-cursor.ts'
import type { ByteSource } from './byte-source.ts'
import { FormatError } from './format-error.ts'
import { decodeUtf8 } from './text.ts'

export const VARINT = 0
export const FIXED64 = 1
export const BYTES = 2
export const FIXED32 = 5

/** A key and a varint value are at most this long; with so much buffered a field is read without waiting. */
const LONGEST_FIELD = 20
/** Every field costs time and none of them memory, so only time bounds their number. */
const MAX_FIELDS = 50_000_000
/** Bytes of all strings that are kept. */
const MAX_STRING_BYTES = 64 * 1024 * 1024

/**
 * A bounded protobuf reader over ranges. It hands out the fields a caller wants and passes over all others,
 * payloads unread, so walking a 2 GB model costs a few kilobytes per tensor.
 *
 * @example
 * while (await reader.next(end, WANTED)) {
 *   if (reader.field === 1) name = await reader.string('name', 100)
 *   else reader.skip()
 * }
 */
export class ProtoReader {
  readonly cursor: ByteCursor
  readonly format: string
  field = 0
  #wire = VARINT
  #value = 0
  #fields = 0
  #stringBytes = 0

  constructor(source: ByteSource, format: string) {
    this.cursor = new ByteCursor(source, format)
    this.format = format
  }

  /**
   * Moves to the next wanted field of the message that ends at `end`; false at its end. A field with a
   * length must then be read or skipped before the next call.
   */
  async next(end: number, wanted: ReadonlySet<number>): Promise<boolean> {
    const { cursor } = this
    while (cursor.position < end) {
      if (cursor.buffered < LONGEST_FIELD)
        await cursor.fillUpTo(Math.min(LONGEST_FIELD, end - cursor.position))
      this.#readKey(end)
      if (wanted.has(this.field)) return true
      if (this.#wire === BYTES) this.skip()
    }
    return false
  }

  /** The field's number, as a signed 64-bit integer; inexact beyond 2^53. */
  number(name: string): number {
    this.#expect(VARINT, name)
    return this.#value
  }

  /** Length of the field's payload in bytes. */
  length(name: string): number {
    this.#expect(BYTES, name)
    return this.#value
  }

  /** Like `length`, but undefined where the field is a number. */
  get payloadBytes(): number | undefined {
    return this.#wire === BYTES ? this.#value : undefined
  }

  /** Where the payload of the field ends: the `end` of a message inside. */
  payloadEnd(name: string): number {
    return this.cursor.position + this.length(name)
  }

  async string(name: string, most: number): Promise<string> {
    const length = this.length(name)
    this.#stringBytes += length
    if (length > most) throw this.error(`${name} says ${length} bytes; at most ${most} are allowed`, name)
    if (this.#stringBytes > MAX_STRING_BYTES) {
      throw this.error(`its names and texts are more than ${MAX_STRING_BYTES} bytes`, name)
    }
    const at = this.cursor.position
    return decodeUtf8(await this.cursor.bytes(length, name), this.format, name, at)
  }

  /** One number of a repeated field, or all of them where they are packed. Adds to `into`, up to `most`. */
  async numbers(name: string, into: number[], most: number): Promise<void> {
    if (this.#wire === VARINT) {
      into.push(this.#value)
    } else {
      const end = this.payloadEnd(name)
      await this.cursor.fillUpTo(Math.min(this.#value, most * 10))
      while (this.cursor.position < end && into.length <= most) into.push(this.#varint(end, name))
    }
    if (into.length > most) throw this.error(`${name} has more than ${most} numbers`, name)
  }

  /** Passes over the field's payload; a no-op for numbers. */
  skip(): void {
    if (this.#wire === BYTES) this.cursor.skip(this.#value, 'a field')
  }

  error(message: string, field: string): FormatError {
    return new FormatError(message, { format: this.format, field, offset: this.cursor.position })
  }

  #readKey(end: number): void {
    if (++this.#fields > MAX_FIELDS) throw this.error(`more than ${MAX_FIELDS} fields`, 'message')
    const key = this.#varint(end, 'field key')
    this.field = Math.floor(key / 8)
    this.#wire = key & 7
    if (this.field < 1 || this.field > 0x1fffffff) throw this.error(`field number ${this.field}`, 'field key')
    if (this.#wire === VARINT) this.#value = this.#varint(end, 'a number')
    else if (this.#wire === BYTES) this.#value = this.#payloadLength(end)
    else if (this.#wire === FIXED64) this.#skipFixed(8, end)
    else if (this.#wire === FIXED32) this.#skipFixed(4, end)
    else throw this.error(`wire type ${this.#wire} in field ${this.field}`, 'field key')
  }

  #payloadLength(end: number): number {
    const length = this.#varint(end, 'a length')
    const left = end - this.cursor.position
    if (length < 0 || length > left) {
      throw this.error(`field ${this.field} says ${length} bytes but its message has ${left} left`, 'length')
    }
    return length
  }

  #skipFixed(bytes: number, end: number): void {
    if (end - this.cursor.position < bytes) throw this.error(`field ${this.field} is cut short`, 'number')
    this.cursor.skip(bytes, 'a number')
  }

  #varint(end: number, name: string): number {
    let value = 0
    let scale = 1
    for (let index = 0; index < 7; index++) {
      const byte = this.#byte(end, name)
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
      scale *= 128
    }
    // 49 bits and more to come: only now are BigInts worth their cost.
    let big = BigInt(value)
    for (let shift = 49n; shift < 70n; shift += 7n) {
      const byte = this.#byte(end, name)
      big |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return Number(BigInt.asIntN(64, big))
    }
    throw this.error(`${name} is longer than 10 bytes`, name)
  }

  #byte(end: number, name: string): number {
    if (this.cursor.position >= end || this.cursor.buffered === 0) {
      throw this.error(`${name} runs past the end of its message`, name)
    }
    return this.cursor.u8()
  }

  #expect(wire: number, name: string): void {
    if (this.#wire !== wire) throw this.error(`${name} has wire type ${this.#wire}, not ${wire}`, name)
  }
}
