import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** A program started for a benchmark; disposing of it stops it. */
export interface Child extends AsyncDisposable {
  /** What stood where the ready line has its group. */
  readonly ready: string
  readonly process: ChildProcess
}

/**
 * Starts a program and waits until it prints a line that matches `ready`.
 *
 * @param ready its first group is what the caller wants to know, an address for instance
 * @throws Error with what it printed, when it ends before
 */
export async function startChild(
  command: string,
  args: readonly string[],
  options: { ready: RegExp; environment?: Record<string, string | undefined> },
): Promise<Child> {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.environment },
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const ready = await waitForLine(child, options.ready)
  return {
    ready,
    process: child,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

function waitForLine(child: ChildProcess, wanted: RegExp): Promise<string> {
  const seen: string[] = []
  return new Promise((resolve, reject) => {
    const look = (line: string) => {
      const match = wanted.exec(line)
      if (match) resolve(match[1] ?? line)
      else if (seen.length < 50) seen.push(line)
    }
    // Both are read to the end, or a program that prints much would stand still.
    for (const stream of [child.stdout!, child.stderr!]) createInterface({ input: stream }).on('line', look)
    child.once('error', reject)
    child.once('close', (code) =>
      reject(new Error(`${child.spawnargs.join(' ')} ended with ${code}:\n${seen.join('\n')}`)),
    )
  })
}

/** Starts this checkout's server on a data folder, without limits and with logs of errors only. */
export function startNodeyard(dataFolder: string, environment: Record<string, string> = {}): Promise<Child> {
  return startChild(
    process.execPath,
    [new URL('../../packages/server/src/main.js', import.meta.url).pathname],
    {
      ready: /^Nodeyard ready at (\S+)$/,
      environment: {
        PORT: '0',
        NODEYARD_DATA: dataFolder,
        NODEYARD_RATE_LIMITS: 'off',
        LOG_LEVEL: 'error',
        ...environment,
      },
    },
  )
}
