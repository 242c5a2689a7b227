// The registry's most asked question, "which versions of this model are there?", with a thousand and with a
// million versions in the store, beside a bare node:http server that answers the same bytes.
//
//   npm run bench versions -- [--rounds 7] [--seconds 4] [--connections 32] [--versions 1000000]

import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startChild, startNodeyard } from './lib/child.ts'
import { loadHttp } from './lib/http-load.ts'
import { printSpread, ratios, runRounds } from './lib/rounds.ts'
import { seedVersions, VERSIONS_PER_MODEL } from './lib/seed-versions.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '4' },
    connections: { type: 'string', default: '32' },
    versions: { type: 'string', default: '1000000' },
  },
})
const [rounds, seconds, connections, versions] = [
  values.rounds,
  values.seconds,
  values.connections,
  values.versions,
].map(Number) as [number, number, number, number]

const folder = await mkdtemp(join(tmpdir(), 'nodeyard-bench-'))
try {
  const small = join(folder, 'small')
  const large = join(folder, 'large')
  console.log(`writing 1,000 and ${versions.toLocaleString('en')} versions …`)
  await seedVersions(small, 1000)
  await seedVersions(large, versions)

  await using smallServer = await startNodeyard(small)
  await using largeServer = await startNodeyard(large)
  const headersOf = (data: string) => ({
    authorization: `Bearer ${readFileSync(join(data, 'admin.key'), 'utf8').trim()}`,
  })
  const urlOf = (server: { ready: string }, model: number) =>
    `${server.ready}/api/v1/org/admin/models/model-${model}/versions`
  const spreadOver = (server: { ready: string }, models: number) =>
    Array.from({ length: Math.min(models, 10_000) }, (_, i) =>
      urlOf(server, Math.floor((i * models) / Math.min(models, 10_000))),
    )

  const answer = await fetch(urlOf(largeServer, 7), { headers: headersOf(large) })
  const body = await answer.text()
  if (!answer.ok) throw new Error(`the server answered ${answer.status}: ${body}`)
  await writeFile(join(folder, 'body.json'), body)
  await using bare = await startChild(
    process.execPath,
    [new URL('./peers/bare-http.ts', import.meta.url).pathname, join(folder, 'body.json')],
    { ready: /^ready at (\S+)$/ },
  )

  const load = { connections, seconds }
  const results = await runRounds(rounds, {
    bare: () => loadHttp({ ...load, urls: [`${bare.ready}/`] }),
    one: () => loadHttp({ ...load, urls: [urlOf(largeServer, 7)], headers: headersOf(large) }),
    large: () =>
      loadHttp({
        ...load,
        urls: spreadOver(largeServer, versions / VERSIONS_PER_MODEL),
        headers: headersOf(large),
      }),
    small: () =>
      loadHttp({
        ...load,
        urls: spreadOver(smallServer, 1000 / VERSIONS_PER_MODEL),
        headers: headersOf(small),
      }),
  })

  const perSecond = (name: keyof typeof results) => results[name].map((result) => result.requestsPerSecond)
  const p50 = (name: keyof typeof results) => results[name].map((result) => result.p50)
  const store = `${versions.toLocaleString('en')} versions`
  console.log(
    `\n${body.length} bytes an answer, ${connections} connections, ${rounds} rounds of ${seconds} s\n`,
  )
  printSpread('bare node:http, requests/s', perSecond('bare'), '', 0)
  printSpread(`one model, ${store}, requests/s`, perSecond('one'), '', 0)
  printSpread(`all models, ${store}, requests/s`, perSecond('large'), '', 0)
  printSpread('all models, 1,000 versions, requests/s', perSecond('small'), '', 0)
  printSpread(`p50 with ${store}`, p50('large'), ' ms', 3)
  printSpread('p50 with 1,000 versions', p50('small'), ' ms', 3)
  console.log()
  printSpread('one model / bare node:http (≥ 0.5)', ratios(perSecond('one'), perSecond('bare')), '×')
  printSpread('all models / bare node:http (≥ 0.5)', ratios(perSecond('large'), perSecond('bare')), '×')
  printSpread(`p50 with ${store} / with 1,000 (≤ 1.5)`, ratios(p50('large'), p50('small')), '×')
} finally {
  await rm(folder, { recursive: true })
}
