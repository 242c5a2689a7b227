// One digit picture at a time, as JSON, at 32 connections: our endpoint, the same without batching, and the
// same network behind FastAPI, uvicorn and PyTorch.
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { ask, pushDigits } from '../soak/lib/push.ts'
import { makeDataFolder, removeFolder } from '../soak/lib/server-process.ts'
import { startChild, startNodeyard } from './lib/child.ts'
import { type LoadResult, loadHttp } from './lib/http-load.ts'
import { printSpread, ratios, runRounds } from './lib/rounds.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '4' },
    connections: { type: 'string', default: '32' },
    python: { type: 'string', default: '/usr/bin/python3' },
  },
})
const seconds = Number(values.seconds)
const connections = Number(values.connections)
const here = (path: string) => new URL(path, import.meta.url).pathname
const body = JSON.stringify(
  JSON.parse(await readFile(here('../examples/digits/requests/seven.json'), 'utf8')),
)

const dataFolder = await makeDataFolder()
try {
  await using nodeyard = await startNodeyard(dataFolder)
  await using torch = await startChild(values.python, [here('peers/torch_server.py')], {
    ready: /^ready at (\S+)$/,
    // These two slow a current numpy or torch down where they are set.
    environment: { OPENBLAS_CORETYPE: undefined, OPENBLAS_L2_SIZE: undefined },
  })
  const to = { url: nodeyard.ready, key: (await readFile(`${dataFolder}/admin.key`, 'utf8')).trim() }
  await pushDigits(to)
  const deploy = (settings: object) =>
    ask<{ id: string }>(to, 'POST', '/v1/deployments', {
      model: 'admin/digits',
      rate_limit: null,
      ...settings,
    })
  const batched = await deploy({})
  const single = await deploy({ batching: { max_rows: 1 } })

  const headers = { 'content-type': 'application/json', authorization: `Bearer ${to.key}` }
  const invoke = (id: string) => `${to.url}/v1/deployments/${id}/invoke`
  const targets = { batched: invoke(batched.id), single: invoke(single.id), torch: `${torch.ready}/invoke` }
  await checkSameAnswer(Object.values(targets))

  const load = (url: string) => () => loadHttp({ urls: [url], headers, body, connections, seconds })
  const results = await runRounds(Number(values.rounds), {
    batched: load(targets.batched),
    single: load(targets.single),
    torch: load(targets.torch),
  })
  const column = (name: keyof typeof results, figure: keyof LoadResult) =>
    results[name].map((result) => result[figure])
  for (const name of ['batched', 'single', 'torch'] as const) {
    printSpread(`${name}: requests a second`, column(name, 'requestsPerSecond'), '', 0)
    printSpread(`${name}: p50`, column(name, 'p50'), ' ms')
    printSpread(`${name}: p99`, column(name, 'p99'), ' ms')
  }
  const ratio = (
    title: string,
    figure: keyof LoadResult,
    of: keyof typeof results,
    to: keyof typeof results,
  ) => printSpread(title, ratios(column(of, figure), column(to, figure)))
  ratio('requests a second, ours / FastAPI + PyTorch', 'requestsPerSecond', 'batched', 'torch')
  ratio('p99, ours / FastAPI + PyTorch', 'p99', 'batched', 'torch')
  ratio('requests a second, batching on / off', 'requestsPerSecond', 'batched', 'single')
} finally {
  await removeFolder(dataFolder)
}

/** A benchmark of things that do not do the same is worth nothing. */
async function checkSameAnswer(urls: string[]) {
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${(await readFile(`${dataFolder}/admin.key`, 'utf8')).trim()}`,
  }
  for (const url of urls) {
    const response = await fetch(url, { method: 'POST', headers, body })
    const { output } = (await response.json()) as { output: { probabilities: number[][] } }
    const [row = []] = output.probabilities
    if (row.indexOf(Math.max(...row)) !== 7 || Math.abs(row[7]! - 1) > 0.1)
      throw new Error(`${url} does not see a seven`)
  }
}
