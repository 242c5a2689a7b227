import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Plain } from './draws.ts'

const PYTHON = '/usr/bin/python3'

/** Kernels chosen for another machine would be measured, not PyTorch's. */
function environment(): NodeJS.ProcessEnv {
  const { OPENBLAS_CORETYPE: _, OPENBLAS_L2_SIZE: __, ...rest } = process.env
  return rest
}

/** Whether there is a Python with PyTorch. */
export const hasTorch = (): boolean =>
  existsSync(PYTHON) && spawnSync(PYTHON, ['-c', 'import torch'], { env: environment() }).status === 0

export type Answer = { outputs: Plain[]; gradients: Plain[] } | { error: string }

/** A process with PyTorch that answers lists of cases, one list after the other. */
export class Peer implements AsyncDisposable {
  readonly #process: ChildProcess
  readonly #lines: AsyncIterator<string>

  constructor() {
    const script = fileURLToPath(new URL('answers.py', import.meta.url))
    this.#process = spawn(PYTHON, [script], { env: environment(), stdio: ['pipe', 'pipe', 'inherit'] })
    this.#lines = createInterface({ input: this.#process.stdout! })[Symbol.asyncIterator]()
  }

  async ask(cases: readonly object[]): Promise<Answer[]> {
    this.#process.stdin!.write(`${JSON.stringify(cases)}\n`)
    const { value, done } = await this.#lines.next()
    if (done) throw new Error('PyTorch has crashed')
    return JSON.parse(value) as Answer[]
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.stdin!.end()
    await new Promise((resolve) => this.#process.once('exit', resolve))
  }
}
