import type { HostArray } from '../graph/dtype.ts'
import { inSlices } from './in-slices.ts'
import type { Feed } from './messages.ts'

/** To copy so many bytes takes milliseconds. */
export const LARGE_COPY = 2 ** 22
const PART = 2 ** 20

/** A copy that is made in slices. */
export function copyInSlices(elements: HostArray): Promise<HostArray> {
  return inSlices(copy(elements))
}

function* copy(elements: HostArray): Generator<void, HostArray> {
  const { buffer, byteOffset, byteLength } = elements
  const bytes = new Uint8Array(buffer, byteOffset, byteLength)
  const copied = new Uint8Array(byteLength)
  for (let start = 0; start < byteLength; start += PART) {
    yield
    copied.set(bytes.subarray(start, start + PART), start)
  }
  return new (elements.constructor as Float32ArrayConstructor)(copied.buffer)
}

/**
 * Puts copies in the place of large feeds, and gives their memory, which can be handed over: a message would copy all
 * of it at once, and for a view all of the memory it is a view of.
 */
export async function copyLarge(lists: readonly Feed[][]): Promise<ArrayBuffer[]> {
  const copies = new Map<Feed, HostArray>()
  for (const feeds of lists) {
    for (const [i, feed] of feeds.entries()) {
      if (!ArrayBuffer.isView(feed) || feed.buffer instanceof SharedArrayBuffer) continue
      if (feed.buffer.byteLength < LARGE_COPY) continue
      const copied = copies.get(feed) ?? (await copyInSlices(feed))
      copies.set(feed, copied)
      feeds[i] = copied
    }
  }
  return [...copies.values()].map(({ buffer }) => buffer as ArrayBuffer)
}
