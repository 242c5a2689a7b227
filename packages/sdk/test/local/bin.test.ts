import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { VERSION } from '../../src/version.ts'
import { runNodeyard } from '../start-server.ts'

const BIN = fileURLToPath(new URL('../../bin/nodeyard.js', import.meta.url))

test('the program runs, says its version, and ends with the right code', async () => {
  assert.deepEqual(await runNodeyard(['--version']), { code: 0, stdout: `${VERSION}\n`, stderr: '' })
  assert.equal((await runNodeyard(['nonsense'])).code, 2)
  const alone = await runNodeyard([])
  assert.equal(alone.code, 0)
  assert.match(alone.stdout, /^Usage: nodeyard <command>/)
  const unreachable = await runNodeyard(['whoami', '--url', 'http://127.0.0.1:2', '--api-key', 'nd_test_x'])
  assert.equal(unreachable.code, 1)
  assert.equal(unreachable.stdout, '')
})

/** A Node on this machine that is older than ours, when there is one. */
function findOldNode(): string | undefined {
  const folders = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
  for (const folder of [...folders, '/usr/local/bin', '/usr/bin']) {
    const { stdout } = spawnSync(join(folder, 'node'), ['--version'], { encoding: 'utf8' })
    if (Number(/^v(\d+)/.exec(stdout ?? '')?.[1] ?? 99) < 24) return join(folder, 'node')
  }
  return undefined
}

const old = findOldNode()
const skip = old === undefined && 'every Node on this machine is new enough'

test('on an older Node it runs by the newer one that is installed beside it', { skip }, () => {
  const { status, stdout } = spawnSync(old!, [BIN, '--version'], { encoding: 'utf8' })
  assert.equal(stdout, `${VERSION}\n`)
  assert.equal(status, 0)
  assert.equal(spawnSync(old!, [BIN, 'nonsense']).status, 2)
})

test('on an older Node with no newer one it says what to do', { skip }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nodeyard-bin-'))
  try {
    await mkdir(join(folder, 'bin'))
    await cp(BIN, join(folder, 'bin/nodeyard.js'))
    await writeFile(join(folder, 'package.json'), '{"type":"module"}')
    const { status, stderr } = spawnSync(old!, [join(folder, 'bin/nodeyard.js')], { encoding: 'utf8' })
    assert.equal(status, 1)
    assert.match(stderr, /^nodeyard needs Node 24 or newer; this is v\d+.*npm install node@24\n$/)
  } finally {
    await rm(folder, { recursive: true })
  }
})
