import { setImmediate } from 'node:timers/promises'

/** How long work of this package may hold the event loop, in milliseconds. */
const LENGTH = 4

// One for all that is done on this thread: they hold the same event loop.
let end = 0

export function isSliceOver(): boolean {
  return performance.now() >= end
}

/** Lets others have the event loop. Of those that wait together, the first ones get what there is time for. */
export async function nextSlice(): Promise<void> {
  while (isSliceOver()) {
    const before = end
    await setImmediate()
    if (end === before) end = performance.now() + LENGTH
  }
}
