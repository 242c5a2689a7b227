import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { makeTestDatabase } from '../../server/test/test-database.ts'

const MAIN = fileURLToPath(new URL('../../server/src/main.js', import.meta.url))

/** A server that is a program of its own, so that it can be killed and come back on the same data and address. */
export interface Program extends AsyncDisposable {
  url: string
  /** The link by which the administrator signs up, as the terminal shows it. */
  setupLink: string
  /** The administrator's key. */
  key: string
  /** At once and without a word to anybody. */
  kill(): Promise<void>
  start(): Promise<void>
}

export async function startProgram(): Promise<Program> {
  const database = await makeTestDatabase()
  let child: ChildProcess
  let setupLink = ''
  const run = async (port: string) => {
    child = spawn(process.execPath, [MAIN], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        PORT: port,
        NODEYARD_DATA: database.dataFolder,
        NODEYARD_RATE_LIMITS: 'off',
        LOG_LEVEL: 'fatal',
        ...(database.databaseUrl ? { DATABASE_URL: database.databaseUrl } : {}),
      },
    })
    const { promise, resolve, reject } = Promise.withResolvers<string>()
    child.once('close', () => reject(new Error('the server ended before it was ready')))
    let url = ''
    createInterface({ input: child.stdout! }).on('line', (line) => {
      setupLink = /https?:\S+#setup=\S+/.exec(line)?.[0] ?? setupLink
      url = /^Nodeyard ready at (\S+)$/.exec(line)?.[1] ?? url
      if (url !== '' && (setupLink !== '' || port !== '0')) resolve(url)
    })
    return promise
  }
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, 'close')
  }
  const url = await run('0')
  return {
    url,
    setupLink,
    key: (await readFile(join(database.dataFolder, 'admin.key'), 'utf8')).trim(),
    kill: () => end('SIGKILL'),
    start: async () => {
      await run(new URL(url).port)
    },
    async [Symbol.asyncDispose]() {
      await end('SIGTERM')
      await database.remove()
    },
  }
}
