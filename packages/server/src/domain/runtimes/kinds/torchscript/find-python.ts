import { execFile } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { env } from 'node:process'
import { promisify } from 'node:util'
import { Fault } from '../../../../fault.ts'

const run = promisify(execFile)

/** Importing PyTorch for the first time reads hundreds of megabytes. Milliseconds. */
const PATIENCE = 120_000
/** How long it is believed that there is none: it may be installed meanwhile. Milliseconds. */
const RETRY_AFTER = 30_000

let found: Promise<string> | undefined
let lookedAt = 0

/**
 * The first `python3` of the PATH that has PyTorch; a PATH may well begin with one that has not.
 *
 * @throws Fault `runtime_unavailable` that says what to install
 */
export function findPython(): Promise<string> {
  if (!found || Date.now() - lookedAt > RETRY_AFTER) {
    const before = found
    lookedAt = Date.now()
    found = before ? before.catch(search) : search()
    // Whoever awaits it next hears of a failure.
    found.catch(() => {})
  }
  return found
}

async function search(): Promise<string> {
  const folders = new Set((env.PATH ?? '').split(delimiter).filter(Boolean))
  for (const folder of folders) {
    const python = join(folder, 'python3')
    try {
      await access(python, constants.X_OK)
      await run(python, ['-I', '-c', 'import torch, numpy'], { timeout: PATIENCE, cwd: '/' })
      return python
    } catch {
      // Not there, or without PyTorch: the next one may have it.
    }
  }
  throw new Fault(
    'runtime_unavailable',
    'TorchScript runs on PyTorch, which no python3 on this server has: install it (Debian: apt install ' +
      'python3-torch; elsewhere: pip install torch numpy). Models in ONNX need nothing',
  )
}
