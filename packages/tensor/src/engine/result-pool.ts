/** From so many bytes on it pays to use the memory of a result again. */
export const LARGE = 65536
/** What is kept for later at most; what is handed back beyond it is left to the garbage collector. */
const MOST = 2 ** 28

/** Memory of earlier results, for later ones of the same size: fresh memory costs more than most of what fills it. */
export class ResultPool {
  #free = new Map<number, ArrayBuffer[]>()
  #bytes = 0

  /** Memory for so many bytes, whatever it holds: filling it with zeros first would double its cost. */
  take(bytes: number): ArrayBuffer {
    const known = this.#free.get(bytes)?.pop()
    if (known) this.#bytes -= bytes
    return known ?? Buffer.allocUnsafeSlow(bytes).buffer
  }

  give(buffer: ArrayBuffer): void {
    const { byteLength } = buffer
    if (this.#bytes + byteLength > MOST) return
    this.#bytes += byteLength
    const free = this.#free.get(byteLength)
    if (free) free.push(buffer)
    else this.#free.set(byteLength, [buffer])
  }
}
