import { setImmediate } from 'node:timers/promises'

const MOST_BYTES = 512 * 1024

/** Bytes in pieces of a bounded size; before each of them others get their turn. */
export async function* gradually(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    for (let start = 0; start < piece.byteLength; start += MOST_BYTES) {
      await setImmediate()
      yield piece.subarray(start, start + MOST_BYTES)
    }
  }
}
