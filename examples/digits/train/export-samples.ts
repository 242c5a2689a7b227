import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { type Digit, SIDE, sampleDigits, splitDigits } from './digits-data.ts'

const home = join(import.meta.dirname, '..')

/** Writes images/<label>-<n>.png, two held-out digits of each class, and requests/seven.json to send with curl. */
export async function exportSamples(): Promise<void> {
  const samples = sampleDigits(splitDigits().heldOut)
  mkdirSync(join(home, 'images'), { recursive: true })
  mkdirSync(join(home, 'requests'), { recursive: true })
  for (const [name, digit] of nameSamples(samples)) {
    await sharp(digit.pixels, { raw: { width: SIDE, height: SIDE, channels: 1 } })
      .toColourspace('b-w')
      .png({ compressionLevel: 9 })
      .toFile(join(home, 'images', `${name}.png`))
  }
  const seven = samples.find(({ label }) => label === 7)!
  writeFileSync(join(home, 'requests', 'seven.json'), formatRequest(seven))
}

/** Pairs each sample with its file name: its label, and the how-manieth of that label it is, from 1. */
function nameSamples(samples: Digit[]): [string, Digit][] {
  const seen = new Map<number, number>()
  return samples.map((digit) => {
    const n = (seen.get(digit.label) ?? 0) + 1
    seen.set(digit.label, n)
    return [`${digit.label}-${n}`, digit]
  })
}

/** The body of an invocation: an image [1, 1, 28, 28] as nested arrays, pixels as fractions of 255. */
function formatRequest({ pixels }: Digit): string {
  const fractions = Array.from(pixels, (byte) => Math.round((byte / 255) * 1000) / 1000)
  const rows = Array.from({ length: SIDE }, (_, y) => fractions.slice(y * SIDE, (y + 1) * SIDE))
  return `${JSON.stringify({ input: { image: [[rows]] } })}\n`
}

if (import.meta.main) await exportSamples()
