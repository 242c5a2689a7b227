import type { ByteSource } from '@nodeyard/tensor/formats'

/** Divisible by every width. */
const PIECE = 1024 * 1024

interface Place {
  source: ByteSource
  at: number
}

/**
 * How many elements of two runs of bytes differ. Two pieces are in memory at a time.
 *
 * @param bits of one element; less than 8 where several share a byte
 */
export async function countDifferences(a: Place, b: Place, bytes: number, bits: number): Promise<number> {
  let count = 0
  for (let done = 0; done < bytes; done += PIECE) {
    const length = Math.min(PIECE, bytes - done)
    const [left, right] = await Promise.all([
      a.source.read(a.at + done, length),
      b.source.read(b.at + done, length),
    ])
    if (Buffer.compare(left, right) !== 0)
      count += bits < 8 ? countBits(left, right, bits) : countWide(left, right, bits / 8)
  }
  return count
}

function countWide(left: Uint8Array, right: Uint8Array, width: number): number {
  let count = 0
  const length = Math.min(left.length, right.length)
  for (let start = 0; start < length; start += width) {
    for (let i = start; i < start + width; i++) {
      if (left[i] === right[i]) continue
      count++
      break
    }
  }
  return count
}

function countBits(left: Uint8Array, right: Uint8Array, bits: number): number {
  const mask = (1 << bits) - 1
  let count = 0
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    for (let difference = left[i]! ^ right[i]!; difference !== 0; difference >>= bits) {
      if (difference & mask) count++
    }
  }
  return count
}
