import type { Arena, Block } from './arena.ts'

/** What programs write for their updates to read. One part of the arena serves all: they run one at a time. */
export class Scratch {
  #arena: Arena
  #block: Block | undefined
  /** Changes when the memory has moved, and views of it have to be made again. */
  generation = 0

  constructor(arena: Arena) {
    this.#arena = arena
  }

  /** Blocks of so many bytes, side by side; undefined where there is no room. */
  lay(sizes: readonly number[]): Block[] | undefined {
    let total = 0
    const offsets = sizes.map((bytes) => {
      const offset = total
      total += Math.ceil(bytes / 64) * 64
      return offset
    })
    if (!this.#block || this.#block.bytes < total) {
      if (this.#block) this.#arena.give(this.#block)
      this.#block = this.#arena.take(total)
      this.generation++
    }
    const block = this.#block
    return block && offsets.map((offset, i) => ({ address: block.address + offset, bytes: sizes[i]! }))
  }
}
