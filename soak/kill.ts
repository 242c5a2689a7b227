// Ends the server with kill -9 again and again while it takes uploads, registrations and invocations, and
// wants every version that was acknowledged, byte for byte, and a clean fsck at the end.
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { isMain, readArguments } from './lib/arguments.ts'
import { ask, type Connection, push, pushDigits, readExample, sha256 } from './lib/push.ts'
import { randomFrom } from './lib/random.ts'
import { makeDataFolder, removeFolder, type ServerProcess, startServerProcess } from './lib/server-process.ts'

interface Acknowledged {
  name: string
  version: string
  files: Record<string, string>
}

/**
 * Runs the rounds on a data folder of its own.
 *
 * @returns what was acknowledged and checked, over all rounds
 */
export async function killRounds(rounds: number, seed: number, environment: Record<string, string> = {}) {
  const random = randomFrom(seed)
  const folder = await makeDataFolder()
  const acknowledged: Acknowledged[] = []
  let invocations = 0
  let deployment = ''
  let seven: unknown
  try {
    for (let round = 0; round <= rounds; round++) {
      const server = await startServerProcess(folder, environment)
      if (round === 0) {
        await pushDigits(server)
        deployment = (await ask<{ id: string }>(server, 'POST', '/v1/deployments', { model: 'admin/digits' }))
          .id
        seven = JSON.parse(Buffer.from(await readExample('digits/requests/seven.json')).toString())
      }
      await checkAll(server, acknowledged, round)
      if (round === rounds) {
        await server.stop()
        break
      }
      const work = [
        pushMany(server, round, 0, random, acknowledged),
        pushMany(server, round, 1, random, acknowledged),
        invokeMany(),
      ]
      // Every other round the kill waits until both kinds of work have been acknowledged once.
      const before = { versions: acknowledged.length, invocations }
      const patience = Date.now() + 20_000
      while (round % 2 === 0 && Date.now() < patience) {
        if (acknowledged.length > before.versions && invocations > before.invocations) break
        await sleep(5)
      }
      await sleep(random() * 400)
      await server.kill()
      await Promise.all(work)

      async function invokeMany() {
        while (server.child.exitCode === null && server.child.signalCode === null) {
          const answer = await ask<{ output: { probabilities: number[][] } }>(
            server,
            'POST',
            `/v1/deployments/${deployment}/invoke`,
            seven,
          ).catch((error: { status?: number }) => {
            if (error.status !== undefined) throw error
          })
          if (!answer) return
          const [row] = answer.output.probabilities
          if (row!.indexOf(Math.max(...row!)) !== 7)
            throw new Error(`a wrong answer: ${JSON.stringify(answer)}`)
          invocations++
        }
      }
    }
    await fsck(folder, environment)
  } finally {
    await removeFolder(folder)
  }
  return { versions: acknowledged.length, invocations }
}

/** Pushes new versions until the server is gone, and notes each that was acknowledged. */
async function pushMany(
  server: ServerProcess,
  round: number,
  lane: number,
  random: () => number,
  done: Acknowledged[],
) {
  for (let count = 0; ; count++) {
    const name = `made-${lane}`
    const version = `${round}.${count}.0`
    // Some files are new, some were seen before.
    const files = {
      'weights.bin': new Uint8Array(randomBytes(1 + Math.floor(random() * 300_000))),
      'notes.txt': new TextEncoder().encode(`round ${Math.floor(random() * 5)}`),
    }
    try {
      await push(server, { org: 'admin', name, version, files })
    } catch (error) {
      if ((error as { status?: number }).status !== undefined) throw error
      return
    }
    done.push({
      name,
      version,
      files: { 'weights.bin': sha256(files['weights.bin']), 'notes.txt': sha256(files['notes.txt']) },
    })
  }
}

/** Every acknowledged version is there with its files' hashes, and the bytes of the newest are what was sent. */
async function checkAll(server: Connection, acknowledged: Acknowledged[], round: number) {
  const newest = acknowledged.slice(-6)
  for (const { name, version, files } of round % 10 === 0 ? acknowledged : newest) {
    const detail = await ask<{ artifacts: Record<string, string> }>(
      server,
      'GET',
      `/api/v1/org/admin/models/${name}/${version}`,
    )
    for (const [path, sha] of Object.entries(files)) {
      if (detail.artifacts[path] !== `sha256:${sha}`) throw new Error(`${name}@${version} lost ${path}`)
    }
  }
}

/** The server's own check of every row and every blob. */
async function fsck(folder: string, environment: Record<string, string>) {
  const server = await startServerProcess(folder, environment)
  const response = await fetch(`${server.url}/v1/fsck`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' },
    body: '{}',
  })
  const lines = (await response.text()).trim().split('\n')
  await server.stop()
  const last = JSON.parse(lines.at(-1)!) as {
    event: string
    missing: number
    damaged: number
    orphan: number
  }
  if (last.event !== 'done' || last.missing + last.damaged + last.orphan > 0) {
    throw new Error(`fsck found:\n${lines.join('\n')}`)
  }
}

if (isMain('kill')) {
  const { rounds, seed } = readArguments({ rounds: 50 })
  const databaseUrl = process.env.DATABASE_URL
  const { versions, invocations } = await killRounds(
    rounds,
    seed,
    databaseUrl ? { DATABASE_URL: databaseUrl } : {},
  )
  console.log(
    `${rounds} kills: ${versions} acknowledged versions all there, ${invocations} right answers, fsck clean`,
  )
}
