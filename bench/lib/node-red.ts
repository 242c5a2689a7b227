import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Child, startChild } from './child.ts'

const VERSION = '4.1.15'

export interface NodeRed extends AsyncDisposable {
  url: string
}

/**
 * Installs Node-RED into a folder of its own (117 MB, which nobody who works on this project should have to fetch) and
 * starts it with some flows.
 *
 * @param installed a folder where it is installed already
 */
export async function startNodeRed(flows: readonly object[], installed?: string): Promise<NodeRed> {
  const folder = await mkdtemp(join(tmpdir(), 'nodeyard-node-red-'))
  try {
    if (installed === undefined) {
      const options = ['--no-audit', '--no-fund', '--omit=dev', '--no-package-lock']
      await promisify(execFile)('npm', ['install', ...options, `node-red@${VERSION}`], { cwd: folder })
    }
    const user = join(folder, 'user')
    await mkdir(user)
    await writeFile(join(user, 'flows.json'), JSON.stringify(flows))
    const settings = { uiPort: 0, uiHost: '127.0.0.1', flowFile: 'flows.json', credentialSecret: false }
    // Its own port cannot be told from outside, so one that was free a moment ago is taken.
    const port = await freePort()
    const text = `module.exports = ${JSON.stringify({ ...settings, uiPort: port, logging: { console: { level: 'info' } } })}`
    await writeFile(join(user, 'settings.js'), text)
    const program = join(installed ?? folder, 'node_modules/node-red/red.js')
    const child: Child = await startChild(
      process.execPath,
      [program, '--userDir', user, '--settings', join(user, 'settings.js')],
      { ready: /(Started flows)/ },
    )
    return {
      url: `http://127.0.0.1:${port}`,
      async [Symbol.asyncDispose]() {
        await child[Symbol.asyncDispose]()
        await rm(folder, { recursive: true, force: true })
      },
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net')
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
