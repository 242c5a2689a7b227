// From `node main.js` to "ready", on a data folder that exists, beside a bare node:http server.
import { parseArgs } from 'node:util'
import { makeDataFolder, removeFolder } from '../soak/lib/server-process.ts'
import { startChild, startNodeyard } from './lib/child.ts'
import { printSpread, ratios, runRounds } from './lib/rounds.ts'

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '9' } } })
const peer = new URL('peers/bare-http.ts', import.meta.url).pathname
const body = new URL('../package.json', import.meta.url).pathname

/** Milliseconds until the child says that it is ready. */
async function timeStart(start: () => Promise<AsyncDisposable>): Promise<number> {
  const began = performance.now()
  await using child = await start()
  void child
  return performance.now() - began
}

const dataFolder = await makeDataFolder()
try {
  const { nodeyard, bare } = await runRounds(Number(values.rounds), {
    nodeyard: () => timeStart(() => startNodeyard(dataFolder)),
    bare: () => timeStart(() => startChild(process.execPath, [peer, body], { ready: /^ready at (\S+)$/ })),
  })
  printSpread('nodeyard: start to ready', nodeyard, ' ms', 0)
  printSpread('bare node:http: start to ready', bare, ' ms', 0)
  printSpread('nodeyard / bare', ratios(nodeyard, bare))
} finally {
  await removeFolder(dataFolder)
}
