/**
 * Threefry-2x32 with 20 rounds (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011): random bits
 * as a function of a key and a counter, so that any stream can be made anywhere, in any order, and again.
 */
const ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24] as const
const PARITY = 0x1bd11bda

const rotate = (x: number, by: number): number => (x << by) | (x >>> (32 - by))

/** Encrypts the counter in place: `block[0]` and `block[1]` become 64 random bits. */
export function threefry(block: Int32Array, key0: number, key1: number): void {
  const keys = [key0, key1, key0 ^ key1 ^ PARITY] as const
  let x = (block[0]! + key0) | 0
  let y = (block[1]! + key1) | 0
  for (let group = 0; group < 5; group++) {
    const from = (group % 2) * 4
    for (let i = from; i < from + 4; i++) {
      x = (x + y) | 0
      y = rotate(y, ROTATIONS[i]!) ^ x
    }
    x = (x + keys[(group + 1) % 3]!) | 0
    y = (y + keys[(group + 2) % 3]! + group + 1) | 0
  }
  block[0] = x
  block[1] = y
}
