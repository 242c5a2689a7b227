import type { HostArray } from '../graph/dtype.ts'
import type { Loan } from '../graph/value.ts'

/**
 * Memory of a worker's in which results lie until they are read. Nobody outside of the package ever holds it: a
 * reader gets a copy. It goes back to the worker when that has been made, or when nothing refers to the result
 * any more, which the garbage collector says.
 */
export class Loans {
  #lender: object
  #giveBack: (memory: readonly SharedArrayBuffer[]) => void
  #over: SharedArrayBuffer[] = []
  #forgotten = new FinalizationRegistry<SharedArrayBuffer>((memory) => this.#end(memory))

  /** `giveBack` must let all requests go first that may still read the memory. */
  constructor(lender: object, giveBack: (memory: readonly SharedArrayBuffer[]) => void) {
    this.#lender = lender
    this.#giveBack = giveBack
  }

  /** The loan of a result, which lasts as long as the array does; undefined for memory of this side's own. */
  of(elements: HostArray): Loan | undefined {
    const { buffer } = elements
    if (!(buffer instanceof SharedArrayBuffer)) return undefined
    // Requests hold the array as well, so that it outlives those that wait.
    this.#forgotten.register(elements, buffer, elements)
    return {
      lender: this.#lender,
      end: () => this.#forgotten.unregister(elements) && this.#end(buffer),
    }
  }

  /** All that ends in one turn of the event loop goes back at once. */
  #end(memory: SharedArrayBuffer): void {
    if (this.#over.push(memory) === 1) setImmediate(() => this.#giveBack(this.#over.splice(0)))
  }
}
