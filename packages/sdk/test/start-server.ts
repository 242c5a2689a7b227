import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { makeTestDatabase } from '../../server/test/test-database.ts'
import { runCli } from '../src/cli.ts'
import { type Connection, connect } from '../src/client.ts'

const SERVER = fileURLToPath(new URL('../../server/src/main.js', import.meta.url))
const CLI = fileURLToPath(new URL('../bin/nodeyard.js', import.meta.url))

export interface Ran {
  code: number | null
  stdout: string
  stderr: string
}

export interface RunOptions {
  cwd?: string
  environment?: Record<string, string>
  /** Kills it, as `kill -9` does, when this comes true. */
  killWhen?: Promise<void>
}

export interface RunningServer extends AsyncDisposable {
  url: string
  /** The administrator's key. */
  key: string
  dataFolder: string
  /** Empty, removed with the server: for what a test writes. */
  folder: string
  /** Connected as the administrator. */
  as: Connection
  /** Runs the CLI to its end, as the administrator unless the environment says otherwise; in this process. */
  nodeyard(args: string[], environment?: Record<string, string>): Promise<Ran>
  /** The same as a program of its own. */
  runNodeyard(args: string[], options?: RunOptions): Promise<Ran>
  /** The environment `nodeyard` runs with. */
  environment: Record<string, string>
}

/** Starts the server as its own program, as users do, with data of its own. */
export async function startServer(environment: Record<string, string> = {}): Promise<RunningServer> {
  const database = await makeTestDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'nodeyard-sdk-'))
  const child = spawn(process.execPath, [SERVER], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...bareEnvironment(),
      PORT: '0',
      LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'fatal',
      NODEYARD_DATA: database.dataFolder,
      NODEYARD_RATE_LIMITS: 'off',
      ...(database.databaseUrl ? { DATABASE_URL: database.databaseUrl } : {}),
      ...environment,
    },
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
    createInterface(child.stdout).on('line', (line) => {
      const [, address] = /^Nodeyard ready at (.*)$/.exec(line) ?? []
      if (address) resolve(address)
    })
  })
  const key = (await readFile(join(database.dataFolder, 'admin.key'), 'utf8')).trim()
  const cliEnvironment = {
    ...bareEnvironment(),
    HOME: folder,
    XDG_CONFIG_HOME: join(folder, 'config'),
    NODEYARD_URL: url,
    NODEYARD_API_KEY: key,
  }
  return {
    url,
    key,
    folder,
    dataFolder: database.dataFolder,
    environment: cliEnvironment,
    as: connect({ url, apiKey: key }),
    nodeyard: (args, more = {}) => callNodeyard(args, { ...cliEnvironment, ...more }),
    runNodeyard: (args, options = {}) =>
      runNodeyard(args, { ...options, environment: { ...cliEnvironment, ...options.environment } }),
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null) {
        child.kill('SIGTERM')
        await once(child, 'exit')
      }
      await database.remove()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Runs the CLI in this process: everything of it but `bin/` and `main.ts`, and four times as fast. */
export async function callNodeyard(args: string[], environment: Record<string, string> = {}): Promise<Ran> {
  const [stdout, stderr] = [new Collected(), new Collected()]
  const signal = new AbortController().signal
  const code = await runCli(args, { environment, stdout, stderr, signal })
  return { code, stdout: stdout.text, stderr: stderr.text }
}

class Collected extends Writable {
  text = ''

  override _write(chunk: Buffer, _encoding: string, done: () => void) {
    this.text += chunk.toString()
    done()
  }
}

/** Runs the CLI as a program of its own, in an environment without anything of ours. */
export async function runNodeyard(args: string[], options: RunOptions = {}): Promise<Ran> {
  const child = spawn(process.execPath, [CLI, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: options.cwd ?? tmpdir(),
    env: { ...bareEnvironment(), ...options.environment },
  })
  void options.killWhen?.then(() => child.kill('SIGKILL'))
  const [stdout, stderr, [code]] = await Promise.all([
    child.stdout.setEncoding('utf8').toArray(),
    child.stderr.setEncoding('utf8').toArray(),
    once(child, 'exit') as Promise<[number | null]>,
  ])
  return { code, stdout: stdout.join(''), stderr: stderr.join('') }
}

/** What a developer has set for their own server must not reach the tests. */
function bareEnvironment(): Record<string, string> {
  const ours = /^(NODEYARD_|DATABASE_URL|BLOB_URL|PUBLIC_URL|HOST$|PORT$|LOG_LEVEL|XDG_CONFIG_HOME)/
  const entries = Object.entries(process.env).filter(([name]) => !ours.test(name))
  return Object.fromEntries(entries) as Record<string, string>
}
