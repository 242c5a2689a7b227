import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Digit, SIDE, splitDigits } from './digits-data.ts'

/** Where train.py looks for the data; git-ignored. */
const folder = join(import.meta.dirname, 'data')

/** Writes the seeded split for train.py, as MNIST's own IDX files (big-endian header, then bytes). */
export function exportData(): void {
  mkdirSync(folder, { recursive: true })
  const { training, heldOut } = splitDigits()
  writeIdx('training', training)
  writeIdx('held-out', heldOut)
}

function writeIdx(name: string, digits: Digit[]): void {
  const labels = Uint8Array.from(digits, ({ label }) => label)
  const images = Buffer.concat(digits.map(({ pixels }) => pixels))
  writeFileSync(join(folder, `${name}-labels.idx`), Buffer.concat([idxHeader(digits.length), labels]))
  writeFileSync(
    join(folder, `${name}-images.idx`),
    Buffer.concat([idxHeader(digits.length, SIDE, SIDE), images]),
  )
}

/** Two zero bytes, 0x08 for unsigned bytes, the number of axes, then each axis as a 32-bit integer. */
function idxHeader(...shape: number[]): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length)
  header.set([0, 0, 0x08, shape.length])
  for (const [axis, length] of shape.entries()) header.writeUInt32BE(length, 4 + 4 * axis)
  return header
}

if (import.meta.main) exportData()
