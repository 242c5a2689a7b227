/** From so many bytes on it pays to use the memory of a result again. */
export const LARGE = 65536
/** What there is of it at most, lent or free. */
const MOST = 2 ** 28

/**
 * Memory that results are lent in, and that later ones of the same size get again: fresh memory costs more than most
 * of what fills it, first by page faults, then by the garbage collections that it brings on. Shared memory is none of
 * the collector's concern.
 */
export class ResultPool {
  #free = new Map<number, SharedArrayBuffer[]>()
  #bytes = 0
  #most: number

  constructor(most = MOST) {
    this.#most = most
  }

  /** Memory for so many bytes, whatever it holds; undefined while all there may be is lent. */
  lend(bytes: number): SharedArrayBuffer | undefined {
    const known = this.#free.get(bytes)?.pop()
    if (known) return known
    if (this.#bytes + bytes > this.#most) this.#drop()
    if (this.#bytes + bytes > this.#most) return undefined
    this.#bytes += bytes
    return new SharedArrayBuffer(bytes)
  }

  takeBack(memory: SharedArrayBuffer): void {
    const free = this.#free.get(memory.byteLength)
    if (free) free.push(memory)
    else this.#free.set(memory.byteLength, [memory])
  }

  /** What is free is of sizes that nobody asks for any more, or too few of one. */
  #drop(): void {
    for (const [bytes, free] of this.#free) this.#bytes -= bytes * free.length
    this.#free.clear()
  }
}
