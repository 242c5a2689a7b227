import { threefry } from '../random/threefry.ts'

/** The numbers below `count` in an order that seed and stream alone decide, on every machine. */
export function permutation(count: number, seed: number, stream = 0): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i)
  const block = new Int32Array(2)
  for (let i = count - 1; i > 0; i--) {
    block[0] = i
    block[1] = stream
    threefry(block, seed | 0, Math.floor(seed / 2 ** 32) | 0)
    // 53 bits over i + 1: no place is likelier than another by more than 2^-21.
    const fraction = ((block[0] >>> 0) * 2 ** 21 + (block[1] >>> 11)) * 2 ** -53
    const j = Math.floor(fraction * (i + 1))
    const moved = order[i]!
    order[i] = order[j]!
    order[j] = moved
  }
  return order
}
