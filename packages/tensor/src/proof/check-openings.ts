import { randomInt } from 'node:crypto'
import { checkSpec, HALF, type ProofSpec } from './chain.ts'
import { climb, heightOf, leafOf } from './merkle.ts'
import type { Opening, Place } from './prove.ts'
import { dot, type Secret } from './secret.ts'

/** Rows to look at. Of a chain with 2 % wrong rows this misses all by one chance in 30,000. */
export const OPENINGS = 512

/** Rows from all over the memory, by a generator that nobody can foresee. */
export function choosePlaces({ side, blocks }: ProofSpec, count = OPENINGS): Place[] {
  return Array.from({ length: count }, () => [randomInt(blocks), randomInt(side)] as const)
}

/** What is wrong with an answer; undefined when nothing is. */
export type Flaw = 'malformed' | 'not_committed' | 'wrong_product'

/**
 * Checks rows of a chain against its commitment and against what they must be (Freivalds' check): a row times
 * each of the secret's vectors must be what the whole chain times that vector has there.
 *
 * @param secret made for this very spec, and used once
 * @param root as it was committed to before the places were chosen
 */
export function checkOpenings(
  spec: ProofSpec,
  secret: Secret,
  root: string,
  places: readonly Place[],
  openings: readonly Opening[],
): Flaw | undefined {
  checkSpec(spec)
  const { side, blocks } = spec
  if (openings.length !== places.length || !/^[0-9a-f]{64}$/.test(root)) return 'malformed'
  const heights = heightOf(side) + heightOf(blocks)
  for (const [i, [block, row]] of places.entries()) {
    const data = Buffer.from(openings[i]!.data, 'base64')
    const path = Buffer.from(openings[i]!.path, 'base64')
    if (data.length !== side || path.length !== heights * 32) return 'malformed'
    const entries = new Int8Array(data.buffer, data.byteOffset, side)
    if (entries.some((entry) => entry < -HALF || entry > HALF)) return 'malformed'
    const hashes = Array.from({ length: heights }, (_, height) =>
      path.subarray(height * 32, height * 32 + 32),
    )
    // The sides of blocks are powers of two, so one index leads all the way up.
    if (climb(leafOf(data), block * side + row, hashes).toString('hex') !== root) return 'not_committed'
    for (const { vector, products } of secret) {
      if (dot(entries, 0, vector) !== products[block * side + row]) return 'wrong_product'
    }
  }
  return undefined
}
