import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { makeTestDatabase } from '../test-database.ts'

/** What a black-box suite knows of a server: where it answers, and the key it wrote. */
export interface Server extends AsyncDisposable {
  url: string
  /** The administrator's, which may do everything. */
  key: string
  /** What another server on the same data is started with. */
  environment: Record<string, string>
}

const MAIN = new URL('../../src/main.js', import.meta.url).pathname

/** Starts the program as a user does, on an empty database of its own, and waits for its line. */
export async function startProgram(environment: Record<string, string> = {}): Promise<Server> {
  const database = await makeTestDatabase()
  const data = {
    NODEYARD_DATA: database.dataFolder,
    ...(database.databaseUrl ? { DATABASE_URL: database.databaseUrl } : {}),
  }
  const child = spawn(process.execPath, [MAIN], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      PORT: '0',
      NODEYARD_RATE_LIMITS: 'off',
      LOG_LEVEL: 'fatal',
      ...data,
      ...environment,
    },
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    await database.remove()
  }
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, ready] = /^Nodeyard ready at (\S+)$/.exec(line) ?? []
      if (ready) resolve(ready)
    })
    child.once('close', (code, signal) => reject(new Error(`it ended with ${code ?? signal}, never ready`)))
  }).catch(async (error: Error) => {
    await stop()
    throw error
  })
  const folder = environment.NODEYARD_DATA ?? database.dataFolder
  const key = (await readFile(join(folder, 'admin.key'), 'utf8')).trim()
  return { url, key, environment: { ...data, ...environment }, [Symbol.asyncDispose]: stop }
}
