/** What travels between the server and a worker: a text part, and bytes that the text refers to. */
export interface Frame {
  head: Head
  segments: readonly ArrayBuffer[]
}

export type Head = { type: string; [field: string]: unknown }

export interface FrameLimits {
  /** Bytes of one frame's text, and of all its segments. */
  head: number
  segments: number
}

const LENGTH = 4

/**
 * The chunks of one frame: the length of its text (uint32, little-endian), the text (JSON: how long the segments are, then
 * the head), the segments. Segments are handed on as they are, not copied.
 */
export function frameChunks(head: Head, segments: readonly ArrayBufferView[] = []): Uint8Array[] {
  const text = Buffer.from(JSON.stringify([segments.map(({ byteLength }) => byteLength), head]))
  const length = Buffer.alloc(LENGTH)
  length.writeUInt32LE(text.length)
  const bytes = segments.map((view) => Buffer.from(view.buffer, view.byteOffset, view.byteLength))
  return [length, text, ...bytes.filter(({ length }) => length > 0)]
}

/** Puts frames together from the chunks that arrive; each segment is filled in place, in a buffer of its own. */
export class FrameReader {
  readonly #limits: FrameLimits
  readonly #take: (frame: Frame) => void
  /** What is being filled, and how far it is. */
  #target = new Uint8Array(LENGTH)
  #filled = 0
  #state: 'length' | 'head' | 'segment' = 'length'
  #head: Head = { type: '' }
  #segments: ArrayBuffer[] = []
  #next = 0

  constructor(limits: FrameLimits, take: (frame: Frame) => void) {
    this.#limits = limits
    this.#take = take
  }

  /** @throws Error for what is no frame, or too large */
  push(chunk: Uint8Array): void {
    let at = 0
    while (at < chunk.length) {
      const size = Math.min(chunk.length - at, this.#target.length - this.#filled)
      this.#target.set(chunk.subarray(at, at + size), this.#filled)
      this.#filled += size
      at += size
      if (this.#filled === this.#target.length) this.#advance()
    }
  }

  #advance(): void {
    if (this.#state === 'length') {
      const length = Buffer.from(this.#target.buffer).readUInt32LE()
      if (length === 0 || length > this.#limits.head) throw new Error(`a message of ${length} bytes`)
      this.#fill('head', new ArrayBuffer(length))
      return
    }
    if (this.#state === 'head') this.#readHead(Buffer.from(this.#target.buffer).toString())
    else this.#next += 1
    // Empty segments have nothing to wait for.
    while (this.#segments[this.#next]?.byteLength === 0) this.#next += 1
    const segment = this.#segments[this.#next]
    if (segment) {
      this.#fill('segment', segment)
      return
    }
    const frame = { head: this.#head, segments: this.#segments }
    this.#fill('length', new ArrayBuffer(LENGTH))
    this.#take(frame)
  }

  #readHead(text: string): void {
    const [lengths, head] = JSON.parse(text) as [number[], Head]
    const isSound = Array.isArray(lengths) && lengths.every((n) => Number.isSafeInteger(n) && n >= 0)
    if (!isSound || typeof head?.type !== 'string') throw new Error('no message')
    const total = lengths.reduce((sum, length) => sum + length, 0)
    if (total > this.#limits.segments) throw new Error(`a message with ${total} bytes of values`)
    this.#head = head
    this.#segments = lengths.map((length) => new ArrayBuffer(length))
    this.#next = 0
  }

  #fill(state: 'length' | 'head' | 'segment', buffer: ArrayBuffer): void {
    this.#state = state
    this.#target = new Uint8Array(buffer)
    this.#filled = 0
  }
}
