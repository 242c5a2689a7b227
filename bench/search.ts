// Finding models by words and filters, among ten thousand and among a million.
//
//   npm run bench search -- [--rounds 5] [--seconds 4] [--connections 16] [--models 1000000] [--database postgres://…]
//
// Queries are what people type: frequent words, rare ones, beginnings of words, two words, a word and a
// filter, and no word at all, in equal parts. With --database both stores are there, as databases of their own.
// Stores are kept for the next run; lib/seeded-store.ts says where.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { randomFrom } from '../soak/lib/random.ts'
import { startNodeyard } from './lib/child.ts'
import { loadHttp } from './lib/http-load.ts'
import { printSpread, ratios, runRounds } from './lib/rounds.ts'
import { WORDS, zipf } from './lib/seed-models.ts'
import { openSeededStore } from './lib/seeded-store.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    connections: { type: 'string', default: '16' },
    models: { type: 'string', default: '1000000' },
    database: { type: 'string' },
  },
})
const [rounds, seconds, connections, models] = [
  values.rounds,
  values.seconds,
  values.connections,
  values.models,
].map(Number) as [number, number, number, number]
const SMALL = 10_000

function queries(seed: number): string[] {
  const random = randomFrom(seed)
  const word = (most = WORDS.length) => WORDS[zipf(random, most)]!
  const rare = () => WORDS[Math.floor(WORDS.length * (0.5 + random() / 2))]!
  const forms = [
    () => `q=${word(20)}`,
    () => `q=${rare()}`,
    () => `q=${word().slice(0, 2 + Math.floor(random() * 3))}`,
    () => `q=${word(20)}+${rare()}`,
    () => `q=${word(50)}+${word()}`,
    () => `q=${word()}&task=manipulation&license=Commercial`,
    () => `task=vla&framework=onnx`,
    () => `q=model-${Math.floor(random() * 1e4)}`,
  ]
  return Array.from({ length: 4000 }, (_, i) => forms[i % forms.length]!())
}

const small = await openSeededStore(SMALL, values.database)
const large = await openSeededStore(models, values.database)
await using smallServer = await startNodeyard(small.data, small.environment)
await using largeServer = await startNodeyard(large.data, large.environment)
const loadOf = (server: { ready: string }, data: string) => ({
  urls: queries(5).map((query) => `${server.ready}/v1/models?${query}`),
  headers: { authorization: `Bearer ${readFileSync(join(data, 'admin.key'), 'utf8').trim()}` },
  connections,
  seconds,
})
const [loadSmall, loadLarge] = [loadOf(smallServer, small.data), loadOf(largeServer, large.data)]
for (const url of loadLarge.urls.slice(0, 16)) {
  const answer = await fetch(url, { headers: loadLarge.headers })
  if (!answer.ok) throw new Error(`the server answered ${answer.status}: ${await answer.text()}`)
}
const results = await runRounds(rounds, {
  large: () => loadHttp(loadLarge),
  small: () => loadHttp(loadSmall),
})
const store = `${models.toLocaleString('en')} models`
const all = (name: keyof typeof results, key: 'p50' | 'p99' | 'requestsPerSecond') =>
  results[name].map((result) => result[key])
console.log(`\n${connections} connections, ${rounds} rounds of ${seconds} s\n`)
printSpread(`requests/s with ${store}`, all('large', 'requestsPerSecond'), '', 0)
printSpread('requests/s with 10,000 models', all('small', 'requestsPerSecond'), '', 0)
printSpread(`p50 with ${store} (≤ 15)`, all('large', 'p50'), ' ms', 2)
printSpread(`p99 with ${store} (≤ 60)`, all('large', 'p99'), ' ms', 2)
printSpread('p50 with 10,000 models', all('small', 'p50'), ' ms', 2)
printSpread(`p50 with ${store} / with 10,000 (≤ 3)`, ratios(all('large', 'p50'), all('small', 'p50')), '×')
