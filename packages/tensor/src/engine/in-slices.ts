import { isSliceOver, nextSlice } from './slice.ts'

/** Does work that yields now and then, giving way to the event loop between slices. */
export async function inSlices<T>(work: Generator<void, T>): Promise<T> {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
    if (isSliceOver()) await nextSlice()
  }
}
