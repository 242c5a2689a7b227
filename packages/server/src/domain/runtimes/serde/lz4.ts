import { Fault } from '../../../fault.ts'

const MAGIC = 0x184d2204
const MIN_MATCH = 4

/**
 * Unpacks an LZ4 frame, never beyond `most` bytes. The libraries there are believe the sizes a frame says of
 * itself, which come from strangers here.
 *
 * Format: the LZ4 frame and block format descriptions of the LZ4 project.
 *
 * @throws Fault `invalid_request` for a frame that is broken or unpacks to more
 */
export function unpackLz4(frame: Uint8Array, most: number): Uint8Array<ArrayBuffer> {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  const need = (at: number, count: number) => {
    if (at + count > frame.length) throw broken('it is cut short')
  }
  need(0, 7)
  if (view.getUint32(0, true) !== MAGIC) throw broken('it has no frame')
  const flags = frame[4]!
  if (flags >> 6 !== 1) throw broken('its version is unknown')
  const hasBlockChecksum = (flags & 0x10) !== 0
  let at = 6 + ((flags & 0x08) !== 0 ? 8 : 0) + ((flags & 0x01) !== 0 ? 4 : 0) + 1
  const out = new Output(most)
  for (;;) {
    need(at, 4)
    const said = view.getUint32(at, true)
    at += 4
    if (said === 0) return out.finish()
    const size = said & 0x7fffffff
    need(at, size)
    const block = frame.subarray(at, at + size)
    if (said >>> 31 === 1) out.append(block)
    else unpackBlock(block, out)
    at += size + (hasBlockChecksum ? 4 : 0)
  }
}

function unpackBlock(block: Uint8Array, out: Output): void {
  let at = 0
  const length = (start: number) => {
    let value = start
    if (start !== 15) return value
    for (;;) {
      const byte = block[at++]
      if (byte === undefined) throw broken('it is cut short')
      value += byte
      if (byte !== 255) return value
    }
  }
  while (at < block.length) {
    const token = block[at++]!
    const literals = length(token >> 4)
    if (at + literals > block.length) throw broken('it is cut short')
    out.append(block.subarray(at, at + literals))
    at += literals
    // The last sequence has literals only.
    if (at === block.length) return
    if (at + 2 > block.length) throw broken('it is cut short')
    const offset = block[at]! | (block[at + 1]! << 8)
    at += 2
    out.repeat(offset, length(token & 15) + MIN_MATCH)
  }
}

/** Bytes that grow up to a bound. */
class Output {
  readonly #most: number
  #bytes = new Uint8Array(64 * 1024)
  #length = 0

  constructor(most: number) {
    this.#most = most
  }

  append(part: Uint8Array): void {
    this.#reserve(part.length)
    this.#bytes.set(part, this.#length)
    this.#length += part.length
  }

  repeat(offset: number, count: number): void {
    if (offset === 0 || offset > this.#length) throw broken('it refers to bytes before its start')
    this.#reserve(count)
    // One by one where the match overlaps what it writes: that is how runs are packed.
    if (offset >= count)
      this.#bytes.copyWithin(this.#length, this.#length - offset, this.#length - offset + count)
    else
      for (let i = 0; i < count; i++) this.#bytes[this.#length + i] = this.#bytes[this.#length + i - offset]!
    this.#length += count
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length)
  }

  #reserve(count: number): void {
    const wanted = this.#length + count
    if (wanted > this.#most) throw broken(`it unpacks to more than ${this.#most} bytes`)
    if (wanted <= this.#bytes.length) return
    const grown = new Uint8Array(Math.min(this.#most, Math.max(wanted, this.#bytes.length * 2)))
    grown.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = grown
  }
}

const broken = (why: string) => new Fault('invalid_request', `the LZ4 data is broken: ${why}`)
