import { MAX_PAGES } from './wasm.ts'
import { Memory, type SharedMemory } from './web-assembly.ts'

/** A part of the arena; addresses and sizes are multiples of 64 bytes. */
export interface Block {
  readonly address: number
  readonly bytes: number
}

const PAGE = 65536
const ALIGNMENT = 64

/**
 * Memory that both ONNX Runtime and WebAssembly work in: up to 4 GiB of it, reserved at once and filled as needed.
 * It is shared memory, because that grows in place: arrays over it stay valid.
 */
export class Arena {
  #memory: SharedMemory | undefined
  // By address, no two adjacent. Address 0 is nobody's.
  #free: Block[] = [{ address: ALIGNMENT, bytes: PAGE - ALIGNMENT }]
  #maxPages: number

  constructor(maxPages = MAX_PAGES) {
    this.#maxPages = maxPages
  }

  /** Reserved at first use: who never trains never needs it. */
  get memory(): SharedMemory {
    while (!this.#memory) {
      try {
        this.#memory = new Memory({ initial: 1, maximum: this.#maxPages, shared: true })
      } catch (error) {
        // Where address space is short, less has to do.
        this.#maxPages = Math.floor(this.#maxPages / 4)
        if (this.#maxPages < 64) throw error
      }
    }
    return this.#memory
  }

  get buffer(): SharedArrayBuffer {
    return this.memory.buffer
  }

  /** The first gap that is large enough; undefined when the arena is full. */
  take(bytes: number): Block | undefined {
    const needed = Math.max(1, Math.ceil(bytes / ALIGNMENT)) * ALIGNMENT
    const fits = () => this.#free.findIndex((gap) => gap.bytes >= needed)
    let place = fits()
    if (place < 0) {
      if (!this.#grow(needed)) return undefined
      place = fits()
    }
    const gap = this.#free[place]!
    const rest = { address: gap.address + needed, bytes: gap.bytes - needed }
    this.#free.splice(place, 1, ...(rest.bytes > 0 ? [rest] : []))
    return { address: gap.address, bytes: needed }
  }

  give({ address, bytes }: Block): void {
    const after = this.#free.findIndex((gap) => gap.address > address)
    const place = after < 0 ? this.#free.length : after
    this.#free.splice(place, 0, { address, bytes })
    this.#join(place)
    if (place > 0) this.#join(place - 1)
  }

  /** Makes a gap and the one behind it one, where they touch. */
  #join(place: number): void {
    const [gap, next] = [this.#free[place]!, this.#free[place + 1]]
    if (!next || gap.address + gap.bytes !== next.address) return
    this.#free.splice(place, 2, { address: gap.address, bytes: gap.bytes + next.bytes })
  }

  #grow(needed: number): boolean {
    const end = this.buffer.byteLength
    const last = this.#free.at(-1)
    const atEnd = last && last.address + last.bytes === end ? last.bytes : 0
    const least = Math.ceil((needed - atEnd) / PAGE)
    // By an eighth at least, so that many small tensors do not grow it many times.
    const room = this.#maxPages - end / PAGE
    const pages = Math.min(room, Math.max(least, Math.ceil(end / PAGE / 8)))
    if (pages < least) return false
    try {
      this.memory.grow(pages)
    } catch {
      return false
    }
    this.give({ address: end, bytes: pages * PAGE })
    return true
  }
}
