import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Digit, SIDE, splitDigits } from './digits-data.ts'

/** Where train.py looks for the data; git-ignored. */
const folder = join(import.meta.dirname, 'data')

/** Writes the seeded split for train.py, as MNIST's own IDX files (big-endian header, then bytes). */
export function exportData(): void {
  mkdirSync(folder, { recursive: true })
  const { training, heldOut } = splitDigits()
  for (const [name, digits] of Object.entries({ training, 'held-out': heldOut })) {
    writeFileSync(join(folder, `${name}-labels.idx`), labelsOf(digits))
    writeFileSync(join(folder, `${name}-images.idx`), imagesOf(digits))
  }
}

export const labelsOf = (digits: readonly Digit[]): Buffer =>
  Buffer.concat([idxHeader(digits.length), Uint8Array.from(digits, ({ label }) => label)])

export const imagesOf = (digits: readonly Digit[]): Buffer =>
  Buffer.concat([idxHeader(digits.length, SIDE, SIDE), ...digits.map(({ pixels }) => pixels)])

/** Two zero bytes, 0x08 for unsigned bytes, the number of axes, then each axis as a 32-bit integer. */
function idxHeader(...shape: number[]): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length)
  header.set([0, 0, 0x08, shape.length])
  for (const [axis, length] of shape.entries()) header.writeUInt32BE(length, 4 + 4 * axis)
  return header
}

if (import.meta.main) exportData()
