import { joinBytes } from './join-bytes.ts'

const text = new TextEncoder()

/** The longest string whose length is one byte of a varint. */
const MAX_PLAIN = 127
const FIRST_BYTES = 64
/** Byte fields from this size on are kept by reference; copying a smaller one is cheaper. */
const LARGE_BYTES = 4096

/**
 * Encodes one protobuf message. Large byte fields are kept by reference until `finish`, so a model's weights
 * are copied once, however deep they lie, or by `pieces` not at all.
 */
export class ProtoWriter {
  /** What was written before the tail. */
  #parts: Uint8Array[] = []
  #partsLength = 0
  #tail = new Uint8Array(FIRST_BYTES)
  #used = 0

  /** A signed 64-bit integer field (int32, int64, enum, bool). */
  int(field: number, value: number | bigint): this {
    this.#key(field, 0)
    this.#varint(value)
    return this
  }

  float(field: number, value: number): this {
    this.#key(field, 5)
    this.#reserve(4)
    new DataView(this.#tail.buffer).setFloat32(this.#used, value, true)
    this.#used += 4
    return this
  }

  string(field: number, value: string): this {
    return this.#plainString(field, value) ? this : this.bytes(field, text.encode(value))
  }

  /** Nearly all strings are short names in ASCII: a model of a thousand operators is half made of their encoding. */
  #plainString(field: number, value: string): boolean {
    const { length } = value
    if (length > MAX_PLAIN) return false
    for (let i = 0; i < length; i++) if (value.charCodeAt(i) > 0x7f) return false
    this.#key(field, 2)
    this.#reserve(1 + length)
    this.#tail[this.#used++] = length
    for (let i = 0; i < length; i++) this.#tail[this.#used++] = value.charCodeAt(i)
    return true
  }

  bytes(field: number, value: Uint8Array): this {
    this.#key(field, 2)
    this.#varint(value.byteLength)
    this.#append(value)
    return this
  }

  /** A message inside this one, made by `write`. */
  message(field: number, write: (inner: ProtoWriter) => void): this {
    const inner = new ProtoWriter()
    write(inner)
    this.#key(field, 2)
    this.#varint(inner.#partsLength + inner.#used)
    for (const part of inner.#parts) this.#append(part)
    this.#append(inner.#tail.subarray(0, inner.#used))
    return this
  }

  finish(): Uint8Array<ArrayBuffer> {
    return joinBytes(this.pieces())
  }

  /** The message in pieces: large byte fields are the very arrays that were given. */
  pieces(): Uint8Array[] {
    return [...this.#parts, this.#tail.subarray(0, this.#used)]
  }

  #append(bytes: Uint8Array): void {
    if (bytes.byteLength < LARGE_BYTES) {
      this.#reserve(bytes.byteLength)
      this.#tail.set(bytes, this.#used)
      this.#used += bytes.byteLength
      return
    }
    const before = this.#tail.subarray(0, this.#used)
    this.#parts.push(before, bytes)
    this.#partsLength += before.byteLength + bytes.byteLength
    this.#tail = new Uint8Array(FIRST_BYTES)
    this.#used = 0
  }

  #reserve(count: number): void {
    if (this.#used + count <= this.#tail.byteLength) return
    const grown = new Uint8Array(Math.max(this.#tail.byteLength * 2, this.#used + count))
    grown.set(this.#tail.subarray(0, this.#used))
    this.#tail = grown
  }

  #key(field: number, wire: number): void {
    this.#varint(field * 8 + wire)
  }

  #varint(value: number | bigint): void {
    this.#reserve(10)
    if (typeof value === 'number' && value >= 0 && value < 2 ** 31) {
      let rest = value
      for (; rest >= 0x80; rest >>>= 7) this.#tail[this.#used++] = (rest & 0x7f) | 0x80
      this.#tail[this.#used++] = rest
    } else {
      let rest = BigInt.asUintN(64, BigInt(value))
      for (; rest >= 0x80n; rest >>= 7n) this.#tail[this.#used++] = Number(rest & 0x7fn) | 0x80
      this.#tail[this.#used++] = Number(rest)
    }
  }
}
