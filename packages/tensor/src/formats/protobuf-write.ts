const text = new TextEncoder()

/**
 * Encodes one protobuf message. Byte fields are kept by reference until `finish`, so a model's weights are
 * copied once, however deep they lie.
 */
export class ProtoWriter {
  #parts: Uint8Array[] = []
  #length = 0

  /** A signed 64-bit integer field (int32, int64, enum, bool). */
  int(field: number, value: number | bigint): this {
    this.#push(key(field, 0))
    this.#push(varint(value))
    return this
  }

  float(field: number, value: number): this {
    this.#push(key(field, 5))
    this.#push(new Uint8Array(new Float32Array([value]).buffer))
    return this
  }

  string(field: number, value: string): this {
    return this.bytes(field, text.encode(value))
  }

  bytes(field: number, value: Uint8Array): this {
    this.#push(key(field, 2))
    this.#push(varint(value.byteLength))
    this.#push(value)
    return this
  }

  /** A message inside this one, made by `write`. */
  message(field: number, write: (inner: ProtoWriter) => void): this {
    const inner = new ProtoWriter()
    write(inner)
    this.#push(key(field, 2))
    this.#push(varint(inner.#length))
    for (const part of inner.#parts) this.#push(part)
    return this
  }

  finish(): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(this.#length)
    let position = 0
    for (const part of this.#parts) {
      bytes.set(part, position)
      position += part.byteLength
    }
    return bytes
  }

  #push(part: Uint8Array): void {
    this.#parts.push(part)
    this.#length += part.byteLength
  }
}

function key(field: number, wire: number): Uint8Array {
  return varint(field * 8 + wire)
}

function varint(value: number | bigint): Uint8Array {
  const bytes: number[] = []
  if (typeof value === 'number' && value >= 0 && value < 2 ** 31) {
    let rest = value
    for (; rest >= 0x80; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80)
    bytes.push(rest)
  } else {
    let rest = BigInt.asUintN(64, BigInt(value))
    for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80)
    bytes.push(Number(rest))
  }
  return Uint8Array.from(bytes)
}
