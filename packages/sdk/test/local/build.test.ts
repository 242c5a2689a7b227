import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { VERSION } from '../../src/version.ts'

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))
const run = (program: string, ...args: string[]) => spawnSync(program, args, { cwd: ROOT, encoding: 'utf8' })

test('what is published is JavaScript with types, and its program runs', async () => {
  // Where the dependencies can be found, and no other test looks.
  const folder = await mkdtemp(join(ROOT, 'node_modules/.build-'))
  try {
    await build(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
})

async function build(folder: string) {
  const built = run(process.execPath, 'scripts/build.ts', folder)
  assert.equal(built.status, 0, built.stdout + built.stderr)
  const dist = join(folder, 'sdk')
  const { exports, bin } = JSON.parse(await readFile(join(dist, 'package.json'), 'utf8'))
  for (const { types, default: code } of Object.values(exports as Record<string, Record<string, string>>)) {
    assert.ok((await stat(join(dist, types!))).isFile())
    assert.ok((await stat(join(dist, code!))).isFile())
  }
  const program = run(process.execPath, join(dist, bin.nodeyard), '--version')
  assert.equal(program.stdout, `${VERSION}\n`)
  const client = run(
    process.execPath,
    '-e',
    `import(${JSON.stringify(join(dist, 'index.js'))}).then(({ connect }) => console.log(typeof connect))`,
  )
  assert.equal(client.stdout, 'function\n', client.stderr)
  // Nothing may be written beside the sources.
  await assert.rejects(stat(join(ROOT, 'packages/sdk/src/client.js')), { code: 'ENOENT' })
  await assert.rejects(stat(join(ROOT, 'packages/tensor/src/formats/index.js')), { code: 'ENOENT' })
}
