import assert from 'node:assert/strict'
import { mkdir, readdir, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { pushArtifact } from '../../src/artifacts/push-artifact.ts'
import { type RunningServer, startServer } from '../start-server.ts'

let server: RunningServer
before(async () => {
  server = await startServer()
})
after(() => server[Symbol.asyncDispose]())

test('damage is found and named, repaired, and mended by another push', async () => {
  const folder = join(server.folder, 'model')
  await mkdir(folder)
  await writeFile(join(folder, 'w.bin'), 'the only weights there are')
  await pushArtifact(server.as, { kind: 'model', folder })
  const whole = await server.nodeyard(['fsck'])
  assert.equal(whole.code, 0, whole.stderr)
  assert.equal(whole.stdout, '1 file, 26 B: all is well\n')

  await truncate(await findBlob(), 10)
  const damaged = await server.nodeyard(['fsck', '--quick'])
  assert.equal(damaged.code, 1)
  assert.match(
    damaged.stdout,
    /^damaged sha256:[0-9a-f]{64} in admin\/model@0\.1\.0\n1 file, 26 B: 1 wrong\n$/,
  )
  const { code, stdout } = await server.nodeyard(['fsck', '--repair', '--json'])
  assert.equal(code, 0)
  const { findings, ...counts } = JSON.parse(stdout)
  assert.deepEqual(counts, { blobs: 1, bytes: 26, missing: 0, damaged: 1, orphan: 0, repaired: 1 })
  assert.equal(findings[0].repaired, true)

  assert.equal((await server.nodeyard(['fsck'])).code, 1)
  const { sent } = await pushArtifact(server.as, { kind: 'model', folder })
  assert.equal(sent, 26)
  assert.equal((await server.nodeyard(['fsck'])).stdout, '1 file, 26 B: all is well\n')
})

test('only an administrator may ask for it', async () => {
  const key = await server.nodeyard(['keys', 'create', '--name', 'x', '--scope', 'models:read', '--json'])
  const { code, stderr } = await server.nodeyard(['fsck'], {
    NODEYARD_API_KEY: JSON.parse(key.stdout).secret,
  })
  assert.equal(code, 1)
  assert.equal(stderr.trim().split('\n').at(-1)!.startsWith('nodeyard: '), true)
})

async function findBlob(): Promise<string> {
  const names = await readdir(server.dataFolder, { recursive: true })
  return join(server.dataFolder, names.find((name) => /sha256\/..\/..\/[0-9a-f]{64}$/.test(name))!)
}
