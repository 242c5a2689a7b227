import type { ByteSource } from './byte-source.ts'
import { FormatError } from './format-error.ts'

const SMALLEST_WINDOW = 4 * 1024
const LARGEST_WINDOW = 256 * 1024

/**
 * Walks forward through a source with bounded memory. `fill` brings bytes into a window (the only
 * asynchronous step); the readers after it are synchronous, so that millions of small fields stay cheap.
 *
 * The window starts small after every jump and grows while reading on: skipping from tensor to tensor over
 * gigabytes of weights reads a few kilobytes at each stop.
 */
export class ByteCursor {
  /** Byte order of the numbers. */
  littleEndian = true
  /** Absolute position in the source of the next byte. */
  position: number
  readonly end: number
  readonly format: string
  #source: ByteSource
  #window = SMALLEST_WINDOW
  #bytes: Uint8Array = new Uint8Array(0)
  #view: DataView = new DataView(this.#bytes.buffer)
  #start: number

  constructor(source: ByteSource, format: string, start = 0) {
    this.#source = source
    this.format = format
    this.position = start
    this.#start = start
    this.end = source.size
  }

  /** Bytes from here to the end of the source. */
  get remaining(): number {
    return this.end - this.position
  }

  /** Bytes that can be read without another `fill`. */
  get buffered(): number {
    return this.#start + this.#bytes.byteLength - this.position
  }

  /**
   * Makes the next `count` bytes readable. The caller bounds `count`.
   * @throws FormatError when the source ends before them
   */
  async fill(count: number, field: string): Promise<void> {
    this.need(count, field)
    if (count <= this.buffered) return
    await this.#load(count)
    if (count > this.buffered) throw this.#cutShort(count, field)
  }

  /** @throws FormatError unless the source has `count` more bytes */
  need(count: number, field: string): void {
    if (count > this.remaining) throw this.#cutShort(count, field)
  }

  /** Like `fill`, but content with what is there near the end. */
  async fillUpTo(count: number): Promise<void> {
    const wanted = Math.min(count, this.remaining)
    if (wanted > this.buffered) await this.fill(wanted, 'data')
  }

  /** Moves on by `count` bytes, reading nothing. */
  skip(count: number, field: string): void {
    this.need(count, field)
    if (count > this.buffered) this.#window = SMALLEST_WINDOW
    this.position += count
  }

  /** The next `count` bytes, as a view that stays valid. */
  async bytes(count: number, field: string): Promise<Uint8Array> {
    await this.fill(count, field)
    return this.take(count)
  }

  /** The next `count` bytes, already filled. */
  take(count: number): Uint8Array {
    const at = this.#advance(count)
    return this.#bytes.subarray(at, at + count)
  }

  /** Everything buffered from here on, without moving. */
  peek(): Uint8Array {
    return this.#bytes.subarray(Math.min(this.position - this.#start, this.#bytes.byteLength))
  }

  u8(): number {
    return this.#view.getUint8(this.#advance(1))
  }

  i8(): number {
    return this.#view.getInt8(this.#advance(1))
  }

  u16(): number {
    return this.#view.getUint16(this.#advance(2), this.littleEndian)
  }

  i16(): number {
    return this.#view.getInt16(this.#advance(2), this.littleEndian)
  }

  u32(): number {
    return this.#view.getUint32(this.#advance(4), this.littleEndian)
  }

  i32(): number {
    return this.#view.getInt32(this.#advance(4), this.littleEndian)
  }

  u64(): bigint {
    return this.#view.getBigUint64(this.#advance(8), this.littleEndian)
  }

  i64(): bigint {
    return this.#view.getBigInt64(this.#advance(8), this.littleEndian)
  }

  f32(): number {
    return this.#view.getFloat32(this.#advance(4), this.littleEndian)
  }

  f64(): number {
    return this.#view.getFloat64(this.#advance(8), this.littleEndian)
  }

  /** An unsigned 64-bit count, length or offset. Beyond 2^53 it can only be a lie. */
  size64(field: string): number {
    const value = this.u64()
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) {
      throw new FormatError(`${field} says ${value}, which no file can hold`, {
        format: this.format,
        field,
        offset: this.position - 8,
      })
    }
    return Number(value)
  }

  #advance(count: number): number {
    const at = this.position - this.#start
    // A reader that did not fill first is a bug here, not a fault of the file.
    if (at + count > this.#bytes.byteLength) throw new Error('ByteCursor: read past what was filled')
    this.position += count
    return at
  }

  async #load(count: number): Promise<void> {
    const length = Math.min(Math.max(count, this.#window), this.remaining)
    this.#bytes = await this.#source.read(this.position, length)
    this.#view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.byteLength)
    this.#start = this.position
    this.#window = Math.min(this.#window * 2, LARGEST_WINDOW)
  }

  #cutShort(count: number, field: string): FormatError {
    return new FormatError(
      `the file ends at byte ${this.end}, but ${field} at byte ${this.position} needs ${count} bytes`,
      { format: this.format, field, offset: this.position },
    )
  }
}
