import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../packages/server/src/main.js', import.meta.url))

/** A server in a process of its own, that can be killed and started again on the same data. */
export interface ServerProcess {
  url: string
  key: string
  dataFolder: string
  child: ChildProcess
  /** What it printed on stderr and in its log, for a failure's message. */
  output(): string
  /** Ends it at once, as a power cut would end the process. */
  kill(): Promise<void>
  /** Asks it to stop and waits; answers the exit code. */
  stop(): Promise<number | null>
}

export const makeDataFolder = () => mkdtemp(join(tmpdir(), 'nodeyard-soak-'))
export const removeFolder = (folder: string) => rm(folder, { recursive: true, force: true })

/** Starts `node main.js` on a free port and waits for its word that it is ready. */
export async function startServerProcess(
  dataFolder: string,
  environment: Record<string, string> = {},
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env.PATH ?? '',
      PORT: '0',
      NODEYARD_DATA: dataFolder,
      NODEYARD_RATE_LIMITS: 'off',
      LOG_LEVEL: 'error',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const output = () => lines.slice(-50).join('\n')
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  createInterface({ input: child.stderr }).on('line', (line) => lines.push(line))
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line)
      const [, found] = /^Nodeyard ready at (\S+)$/.exec(line) ?? []
      if (found) resolve(found)
    })
    void exited.then((code) => reject(new Error(`the server ended with ${code}:\n${output()}`)))
  })
  return {
    url,
    key: (await readFile(join(dataFolder, 'admin.key'), 'utf8')).trim(),
    dataFolder,
    child,
    output,
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
    async stop() {
      child.kill('SIGTERM')
      return exited
    },
  }
}
