// Flows a second through HTTP: one of five steps here, called as a function, beside an equal one in Node-RED. Lists of
// numbers come in, the first is taken, the last number of that, a line is written about it, and it goes out.
//
//   npm run bench flows -- [--rounds 5] [--seconds 4] [--connections 32] [--node-red folder]
//
// No two requests in turn are the same. Every flow here is a run: which account asked, how it ended and what happened in
// it can be asked for at once, and the last 200 of them are in the database a tenth of a second later.
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { ask } from '../soak/lib/push.ts'
import { makeDataFolder, removeFolder } from '../soak/lib/server-process.ts'
import { startNodeyard } from './lib/child.ts'
import { loadHttp } from './lib/http-load.ts'
import { startNodeRed } from './lib/node-red.ts'
import { printSpread, ratios, runRounds } from './lib/rounds.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    connections: { type: 'string', default: '32' },
    /** Where Node-RED is installed already. */
    'node-red': { type: 'string' },
  },
})

const graph = {
  name: 'five-steps',
  nodes: [
    { id: 'start', type: 'Start' },
    { id: 'in', type: 'GraphInput', data: { params: { name: 'numbers', type: 'json' } } },
    { id: 'first', type: 'Reduce', data: { params: { operation: 'first' } } },
    { id: 'last', type: 'Reduce', data: { params: { operation: 'last' } } },
    { id: 'line', type: 'Print', data: { params: { label: 'last' } } },
    { id: 'out', type: 'GraphOutput', data: { params: { name: 'last' } } },
  ],
  edges: [
    { id: 't', source: 'start', sourceHandle: 'trigger', target: 'in', type: 'trigger' },
    { id: 'a', source: 'in', sourceHandle: 'value', target: 'first', targetHandle: 'items' },
    { id: 'b', source: 'first', sourceHandle: 'result', target: 'last', targetHandle: 'items' },
    { id: 'c', source: 'last', sourceHandle: 'result', target: 'line', targetHandle: 'value' },
    { id: 'd', source: 'line', sourceHandle: 'value', target: 'out', targetHandle: 'value' },
  ],
}

const step = (id: string, type: string, to: string | undefined, more: object) => ({
  id,
  type,
  z: 'tab',
  wires: to === undefined ? [] : [[to]],
  ...more,
})
const code = (func: string) => ({ func, outputs: 1, initialize: '', finalize: '', libs: [] })
const flows = [
  { id: 'tab', type: 'tab', label: 'five steps' },
  step('in', 'http in', 'first', { url: '/five', method: 'post', upload: false }),
  step('first', 'function', 'last', code('msg.payload = msg.payload.inputs.numbers[0]; return msg')),
  step('last', 'function', 'line', code('msg.payload = msg.payload.at(-1); return msg')),
  step(
    'line',
    'function',
    'out',
    code("msg.line = '[last] ' + msg.payload; msg.payload = { last: msg.payload }; return msg"),
  ),
  step('out', 'http response', undefined, { statusCode: '200', headers: {} }),
]

const bodies = Array.from({ length: 20_000 }, (_, i) => JSON.stringify({ inputs: { numbers: [[1, 2, i]] } }))
const dataFolder = await makeDataFolder()
try {
  await using nodeyard = await startNodeyard(dataFolder)
  await using nodeRed = await startNodeRed(flows, values['node-red'])
  const key = (await readFile(`${dataFolder}/admin.key`, 'utf8')).trim()
  await ask({ url: nodeyard.ready, key }, 'POST', '/api/graph/save', graph)
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` }
  const targets = { nodeyard: `${nodeyard.ready}/api/graph/run/five-steps`, nodeRed: `${nodeRed.url}/five` }
  for (const url of Object.values(targets)) {
    const answer = await (await fetch(url, { method: 'POST', headers, body: bodies[4]! })).text()
    if (!/"last":4\b/.test(answer)) throw new Error(`${url} answers ${answer.slice(0, 300)}`)
  }
  const load = (url: string) => async () =>
    (
      await loadHttp({
        urls: [url],
        headers,
        body: bodies,
        connections: Number(values.connections),
        seconds: Number(values.seconds),
      })
    ).requestsPerSecond
  const results = await runRounds(Number(values.rounds), {
    nodeyard: load(targets.nodeyard),
    nodeRed: load(targets.nodeRed),
  })
  printSpread('flows of five steps', results.nodeyard, ' a second', 0)
  printSpread('the same in Node-RED', results.nodeRed, ' a second', 0)
  printSpread('beside Node-RED (at least 1.5)', ratios(results.nodeyard, results.nodeRed))
} finally {
  await removeFolder(dataFolder)
}
