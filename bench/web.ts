// What the web app feels like, in Debian's chromium: how soon Explore is there with a million models behind it,
// how soon what one types is answered, and the studio's figures.
//
//   npm run bench web -- [--rounds 5] [--models 1000000] [--only explore,…]
//
// Each file of bench/web/ measures one part and prints its own figures.
import { readdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { WebBench } from './lib/web-bench.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    models: { type: 'string', default: '1000000' },
    only: { type: 'string' },
  },
  strict: false,
})
const options: WebBench = { rounds: Number(values.rounds), models: Number(values.models) }
const home = new URL('web/', import.meta.url)
const only = typeof values.only === 'string' ? values.only.split(',') : undefined

for (const file of readdirSync(home).sort()) {
  const name = file.replace(/\.ts$/, '')
  if (!file.endsWith('.ts') || (only && !only.includes(name))) continue
  const part = (await import(new URL(file, home).href)) as { default?: (options: WebBench) => Promise<void> }
  if (!part.default) continue
  console.log(`\n${name}`)
  await part.default(options)
}
