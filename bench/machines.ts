// What the machines' surface costs: a signed request, floods of requests that are refused (beside a bare server
// of node:http that says one word to each), and the list of ten thousand machines.
//
//   npm run bench machines -- [--rounds 5] [--seconds 5] [--machines 10000]

import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Hotkey, hotkeyOf, nonceNow, signRequest } from '@nodeyard/tensor/proof'
import { openDatabase } from '../packages/server/src/db/open-database.ts'
import { SignatureCheck } from '../packages/server/src/domain/machines/check-signature.ts'
import { type Child, startChild, startNodeyard } from './lib/child.ts'
import { loadHttp } from './lib/http-load.ts'
import { printSpread } from './lib/rounds.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '5' },
    machines: { type: 'string', default: '10000' },
  },
})
const [rounds, seconds, machines] = [values.rounds, values.seconds, values.machines].map(Number) as [
  number,
  number,
  number,
]
const KINDS = ['a40', 'h100_sxm', '4090', 'l40s', 'b200']
const FLOOD_A_SECOND = 1000
/** Of /proc: hundredths of a second. */
const TICKS = 100

const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1]!

/** A server's data with so many machines of a bound hotkey. */
async function seed(folder: string, hotkey: Hotkey): Promise<void> {
  const database = await openDatabase({ dataFolder: folder })
  const now = Date.now()
  const machine = { id: randomUUID(), server_id: 'bench', host: 'example.org', port: 8000, seed: '1' }
  await database.write(async (trx) => {
    const account = await trx.selectFrom('account').select('id').executeTakeFirstOrThrow()
    await trx
      .insertInto('hotkey')
      .values({ address: hotkey.address, account_id: account.id, kind: 'bound', created_at: now })
      .execute()
    await trx
      .insertInto('machine')
      .values({
        ...machine,
        account_id: account.id,
        hotkey: hotkey.address,
        state: 'verified',
        created_at: now,
        updated_at: now,
      })
      .execute()
    for (let i = 0; i < machines; i++) {
      await trx
        .insertInto('device')
        .values({
          uuid: `GPU-${i}`,
          machine_id: machine.id,
          position: i,
          gpu_identifier: KINDS[i % KINDS.length]!,
          name: 'bench',
          memory: 48e9,
          processors: 84,
          clock_rate: 1.5e6,
          max_threads_per_processor: 1536,
          device_index: 0,
          created_at: now,
        })
        .execute()
    }
  })
  await database.close()
}

/** Milliseconds of a signature's check, its use written down: the median of some hundred. */
async function signatureCheck(folder: string, hotkey: Hotkey): Promise<number> {
  const database = await openDatabase({ dataFolder: folder })
  const check = new SignatureCheck(database)
  const times: number[] = []
  for (let i = 0; i < 300; i++) {
    const headers = signRequest(hotkey, 'nodes')
    const startedAt = performance.now()
    await check.check({
      hotkey: headers['x-chutes-hotkey'],
      nonce: headers['x-chutes-nonce'],
      signature: headers['x-chutes-signature'],
      address: '127.0.0.1',
      what: 'nodes',
    })
    times.push(performance.now() - startedAt)
    // A hotkey has 200 a second.
    await setTimeout(4)
  }
  await check.close()
  await database.close()
  return median(times)
}

/** Milliseconds of a signed request as its client sees it, and of the same to a server that only answers. */
async function signedRequest(
  server: Child,
  bare: Child,
  hotkey: Hotkey,
): Promise<[ours: number, bare: number]> {
  const path = `/nodes/verification_status?task_id=${hotkey.address}::none`
  const times: [number[], number[]] = [[], []]
  for (let i = 0; i < 300; i++) {
    for (const [at, url] of [server.ready, bare.ready].entries()) {
      const headers = signRequest(hotkey, 'graval')
      const startedAt = performance.now()
      const answer = await fetch(url + path, { headers })
      await answer.text()
      if (!answer.ok) throw new Error(`a signed request was answered ${answer.status}`)
      times[at]!.push(performance.now() - startedAt)
    }
    await setTimeout(4)
  }
  return [median(times[0]), median(times[1])]
}

const cpuSeconds = (pid: number) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS
}

/** The share of a core that a server spends on a steady flood of requests, beyond what it spends idle. */
async function floodShare(server: Child, headers: Record<string, string>): Promise<number> {
  const url = `${server.ready}/nodes/GPU-1`
  const pid = server.process.pid!
  const before = cpuSeconds(pid)
  const startedAt = performance.now()
  const answers: Promise<unknown>[] = []
  for (let tick = 0; tick < seconds * 100; tick++) {
    for (let i = 0; i < FLOOD_A_SECOND / 100; i++) {
      answers.push(fetch(url, { method: 'DELETE', headers }).then((answer) => answer.text()))
    }
    const ahead = startedAt + (tick + 1) * 10 - performance.now()
    if (ahead > 0) await setTimeout(ahead)
  }
  await Promise.all(answers)
  return (cpuSeconds(pid) - before) / ((performance.now() - startedAt) / 1000)
}

const folder = await mkdtemp(join(tmpdir(), 'nodeyard-bench-'))
try {
  const hotkey = hotkeyOf()
  // Its first start makes the account that the machines belong to.
  await (await startNodeyard(folder))[Symbol.asyncDispose]()
  console.log(`adding ${machines.toLocaleString('en')} machines …`)
  await seed(folder, hotkey)
  const checks: number[] = []
  for (let round = 0; round < rounds; round++) checks.push(await signatureCheck(folder, hotkey))
  printSpread('signature check, p50 (at most 2.5)', checks, ' ms')

  await using server = await startNodeyard(folder)
  await writeFile(join(folder, 'body.json'), '{}')
  await using bare = await startChild(
    process.execPath,
    [new URL('./peers/bare-http.ts', import.meta.url).pathname, join(folder, 'body.json')],
    { ready: /^ready at (\S+)$/ },
  )
  const signed: [number, number][] = []
  for (let round = 0; round < rounds; round++) signed.push(await signedRequest(server, bare, hotkey))
  printSpread(
    'a signed request, p50',
    signed.map(([ours]) => ours),
    ' ms',
  )
  printSpread(
    'the same to a bare server, p50',
    signed.map(([, bare]) => bare),
    ' ms',
  )

  const used = signRequest(hotkey, 'nodes')
  await fetch(`${server.ready}/nodes/GPU-nothing`, { method: 'DELETE', headers: used })
  const floods: Record<string, () => Record<string, string>> = {
    unsigned: () => ({}),
    stale: () => signRequest(hotkey, 'nodes', '1700000000'),
    replayed: () => used,
    'unknown hotkey': () => signRequest(hotkeyOf(), 'nodes'),
    'wrong signature': () => signRequest(hotkey, 'something else', nonceNow()),
  }
  for (const [name, headersOf] of Object.entries(floods)) {
    const shares: number[] = []
    for (let round = 0; round < rounds; round++) shares.push(await floodShare(server, headersOf()))
    printSpread(`1,000 a second ${name}, cores (at most 0.1)`, shares, '', 3)
  }
  const least: number[] = []
  for (let round = 0; round < rounds; round++) least.push(await floodShare(bare, {}))
  printSpread('1,000 a second to a bare server, cores', least, '', 3)

  const p50s: number[] = []
  const details: number[] = []
  for (let round = 0; round < rounds; round++) {
    p50s.push((await loadHttp({ urls: [`${server.ready}/nodes/`], connections: 8, seconds })).p50)
    const urls = [`${server.ready}/nodes/?detailed=true`]
    details.push((await loadHttp({ urls, connections: 8, seconds })).p50)
  }
  printSpread(`GET /nodes/, ${machines} machines, p50 (at most 5)`, p50s, ' ms')
  printSpread('the same, detailed', details, ' ms')
} finally {
  await rm(folder, { recursive: true, force: true })
}
