import { bytesOf, u32, u64 } from './sources.ts'

/** Writes GGUF files as tests want them, lies included. */
export class GgufFile {
  #parts: (Uint8Array | number)[] = []
  readonly version: number

  constructor(version = 3) {
    this.version = version
  }

  length(value: number | bigint): this {
    this.#parts.push(this.version === 1 ? u32(Number(value)) : u64(value))
    return this
  }

  header(tensors: number | bigint, entries: number | bigint): this {
    this.#parts.push(bytesOf('GGUF', u32(this.version)))
    return this.length(tensors).length(entries)
  }

  string(text: string): this {
    const bytes = new TextEncoder().encode(text)
    this.length(bytes.byteLength)
    this.#parts.push(bytes)
    return this
  }

  /** A metadata entry; `value` as its bytes are. */
  entry(key: string, type: number, ...value: Uint8Array[]): this {
    this.string(key)
    this.#parts.push(u32(type), ...value)
    return this
  }

  text(key: string, value: string): this {
    this.entry(key, 8)
    return this.string(value)
  }

  raw(...parts: Uint8Array[]): this {
    this.#parts.push(...parts)
    return this
  }

  tensor(name: string, dims: readonly (number | bigint)[], type: number, offset: number | bigint): this {
    this.string(name)
    this.#parts.push(u32(dims.length))
    for (const dimension of dims) this.length(dimension)
    this.#parts.push(u32(type), u64(offset))
    return this
  }

  /** The header, padded to 32, and then the data, or so many zeros. */
  bytes(data: number | ArrayBufferView = 0): Uint8Array {
    const header = bytesOf(...this.#parts)
    const padded = Math.ceil(header.byteLength / 32) * 32
    const rest = typeof data === 'number' ? new Uint8Array(data) : new Uint8Array(data.buffer)
    return bytesOf(header, new Uint8Array(padded - header.byteLength), rest)
  }
}
