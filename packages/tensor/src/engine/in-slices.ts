import { setImmediate } from 'node:timers/promises'

/** How long a slice of work may hold the caller's event loop, in milliseconds. */
const SLICE = 4

/** Does work that yields now and then, giving way to the event loop between slices. */
export async function inSlices<T>(work: Generator<void, T>): Promise<T> {
  let end = performance.now() + SLICE
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
    if (performance.now() < end) continue
    await setImmediate()
    end = performance.now() + SLICE
  }
}
