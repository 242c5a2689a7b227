import { setImmediate } from 'node:timers/promises'

/** How long it may be, in milliseconds. */
const LENGTH = 4

/** A time for which work may hold the event loop. */
export class Slice {
  #end = performance.now() + LENGTH

  get isOver(): boolean {
    return performance.now() >= this.#end
  }

  /** Lets others have the event loop. Of those that wait for it together, the first one begins the next slice. */
  async giveWay(): Promise<void> {
    const end = this.#end
    await setImmediate()
    if (this.#end === end) this.#end = performance.now() + LENGTH
  }
}
