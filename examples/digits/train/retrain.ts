import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { exportData } from './export-data.ts'
import { exportSamples } from './export-samples.ts'

/** Everything in one go: the data, the training, the sample pictures. Takes some two minutes. */
const { values } = parseArgs({ options: { python: { type: 'string', default: 'python3' } } })
const home = join(import.meta.dirname, '..')

exportData()
execFileSync(values.python, [join(home, 'train/train.py')], { stdio: 'inherit' })
await exportSamples()

const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome')
execFileSync(process.execPath, [biome, 'format', '--write', '--log-level=warn', home], { stdio: 'inherit' })
