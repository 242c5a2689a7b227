import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { splitDigits } from './digits-data.ts'
import { imagesOf, labelsOf } from './export-data.ts'

/** The folder to push; git-ignored. */
const folder = join(import.meta.dirname, '../dataset')

const ABOUT = `name: digits-data
version: 1.0.0
summary: 10,000 handwritten digits in MNIST's files, 2,000 of them held out
license: CC-BY-SA-3.0
tags: [digits, images]
`

/** The seeded split under the names of MNIST's own files, as graphs of the studio look for them. */
export function digitFiles(): Record<string, Buffer> {
  const { training, heldOut } = splitDigits()
  return {
    'train-images-idx3-ubyte': imagesOf(training),
    'train-labels-idx1-ubyte': labelsOf(training),
    't10k-images-idx3-ubyte': imagesOf(heldOut),
    't10k-labels-idx1-ubyte': labelsOf(heldOut),
  }
}

if (import.meta.main) {
  mkdirSync(folder, { recursive: true })
  for (const [name, bytes] of Object.entries(digitFiles())) writeFileSync(join(folder, name), bytes)
  writeFileSync(join(folder, 'dataset.yaml'), ABOUT)
  console.log(`Wrote 8,000 digits and 2,000 held out to ${folder}`)
}
