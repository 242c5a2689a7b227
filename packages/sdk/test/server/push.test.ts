import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { startProxy } from '../../../../test/tcp-proxy.ts'
import { pushArtifact } from '../../src/artifacts/push-artifact.ts'
import { ApiError, connect } from '../../src/client.ts'
import { type RunningServer, startServer } from '../start-server.ts'

const DIGITS = fileURLToPath(new URL('../../../../examples/digits/model', import.meta.url))
const MIB = 1024 * 1024

let server: RunningServer
before(async () => {
  server = await startServer()
})
after(() => server[Symbol.asyncDispose]())

const makeFolder = async (name: string, files: Record<string, string | Uint8Array>) => {
  const folder = join(server.folder, name)
  await mkdir(folder, { recursive: true })
  for (const [path, bytes] of Object.entries(files)) await writeFile(join(folder, path), bytes)
  return folder
}

const json = async (args: string[], environment?: Record<string, string>) => {
  const { code, stdout, stderr } = await server.nodeyard([...args, '--json'], environment)
  assert.equal(code, 0, stderr)
  return JSON.parse(stdout)
}

test('a folder is pushed, and pushing it again finds it there', async () => {
  const first = await server.nodeyard(['model', 'push', DIGITS])
  assert.equal(first.code, 0, first.stderr)
  assert.match(first.stdout, /^Pushed admin\/digits@1\.0\.0 \(sha256:[0-9a-f]{64}\)\n$/)
  assert.equal(first.stderr, '')
  const again = await server.nodeyard(['model', 'push', DIGITS])
  assert.equal(again.code, 0, again.stderr)
  assert.match(again.stdout, /^admin\/digits@1\.0\.0 \(sha256:[0-9a-f]{64}\) is already there\n$/)

  const dry = await json(['model', 'push', DIGITS, '--skip-upload', '--url', 'http://127.0.0.1:2'])
  assert.ok(first.stdout.includes(dry.artifacts_hash))
})

test('only what is missing is sent', async () => {
  const folder = join(server.folder, 'digits-2')
  await cp(DIGITS, folder, { recursive: true })
  await writeFile(join(folder, 'notes.txt'), 'new in this version')
  const pushed = await json(['model', 'push', folder, '--name', 'digits', '--version', '1.1.0'])
  assert.equal(pushed.sent, 'new in this version'.length)
  assert.equal(pushed.was_there, false)
  assert.equal(pushed.files, 5)
})

test('a number that is taken is refused, with what to do', async () => {
  const folder = await makeFolder('taken', { 'a.bin': 'something else' })
  const { code, stderr } = await server.nodeyard([
    'model',
    'push',
    folder,
    '--name',
    'digits',
    '--version',
    '1.0.0',
  ])
  assert.equal(code, 1)
  assert.match(stderr, /^nodeyard: version 1\.0\.0 of model "digits" exists .*another number/)
  assert.equal(stderr.trim().split('\n').length, 1)
})

test('what is wrong is told before anything is sent, with the line', async () => {
  const wrong = await makeFolder('wrong', { 'a.bin': 'x', 'model.yaml': 'name: wrong\nversion: 1.0\n' })
  const local = await server.nodeyard(['model', 'push', wrong])
  assert.equal(local.code, 1)
  assert.equal(
    local.stderr,
    'nodeyard: model.yaml line 2: version must be three numbers, X.Y.Z, but it is 1.0\n',
  )
  // What only the server knows is told with the line too.
  const long = await makeFolder('long', {
    'a.bin': 'x',
    'model.yaml': `name: long\n\nlicense: ${'x'.repeat(500)}\n`,
  })
  const remote = await server.nodeyard(['model', 'push', long])
  assert.equal(remote.code, 1)
  assert.match(remote.stderr, /^nodeyard: model\.yaml line 3: .*license/)

  const reserved = await server.nodeyard(['model', 'push', DIGITS, '--name', 'versions'])
  assert.equal(reserved.code, 1)
  assert.match(reserved.stderr, /reserved word/)
  const version = await server.nodeyard(['model', 'push', DIGITS, '--version', '1.0'])
  assert.match(version.stderr, /"1\.0" is no version/)
})

test('a file whose header lies is refused by name', async () => {
  const folder = await makeFolder('lying', { 'w.safetensors': 'not tensors at all' })
  const { code, stderr } = await server.nodeyard(['model', 'push', folder])
  assert.equal(code, 1)
  assert.match(stderr, /w\.safetensors/)
  const looked = await server.nodeyard(['model', 'inspect', folder])
  assert.equal(looked.code, 1)
  assert.match(looked.stdout, /w\.safetensors .*WRONG/)
})

test('a wrong key, and an owner that is none of ours', async () => {
  const key = await server.nodeyard(['model', 'push', DIGITS, '--api-key', 'nd_test_wrong'])
  assert.equal(key.code, 1)
  assert.match(key.stderr, /Log in with nodeyard login/)
  assert.ok(!key.stderr.includes('nd_test_wrong'))
  const owner = await server.nodeyard(['model', 'push', DIGITS, '--name', 'nobody/digits'])
  assert.equal(owner.code, 1)
})

test('a key that may only push is enough', async () => {
  const { secret } = await json(['keys', 'create', '--name', 'ci', '--scope', 'models:upload'])
  const args = ['model', 'push', DIGITS, '--version', '1.2.0', '--api-key', secret]
  for (const attempt of [1, 2]) {
    const { code, stderr } = await server.nodeyard(args)
    assert.equal(code, 0, `${attempt}: ${stderr}`)
  }
  const data = await server.nodeyard(['dataset', 'push', DIGITS, '--api-key', secret])
  assert.equal(data.code, 1)
  assert.match(data.stderr, /datasets:upload/)
})

test('an organisation is pushed to by its slug, and --publish shows it', async () => {
  await json(['org', 'create', 'acme'])
  const pushed = await server.nodeyard(['model', 'push', DIGITS, '--org', 'acme', '--publish'])
  assert.match(pushed.stdout, /^Pushed acme\/digits@1\.0\.0 \(.*\); it is public\n$/)
})

test('a dataset is pushed in the same way', async () => {
  const folder = await makeFolder('numbers', { 'train.csv': 'a,b\n1,2\n', 'dataset.yaml': 'license: MIT\n' })
  const pushed = await json(['dataset', 'push', folder])
  assert.equal(pushed.name, 'admin/numbers')
  assert.equal(pushed.version, '0.1.0')
})

test('a push that is killed while it sends goes on where it was', async () => {
  await using proxy = await startProxy(server.url)
  const bytes = randomBytes(40 * MIB)
  const folder = await makeFolder('large', { 'weights.bin': bytes })
  const environment = { NODEYARD_URL: proxy.url }

  const killWhen = proxy.holdAfter('up', 20 * MIB)
  const killed = await server.runNodeyard(['model', 'push', folder], { environment, killWhen })
  assert.equal(killed.code, null)
  proxy.reset()

  const pushed = await json(['model', 'push', folder], environment)
  assert.equal(pushed.version, '0.1.0')
  assert.equal(pushed.size, bytes.length)
  // What came before the kill is not sent again; a little of it was still on its way.
  assert.ok(pushed.sent < 30 * MIB, `sent ${pushed.sent}`)
  assert.ok(proxy.counts.up < 30 * MIB, `the wire carried ${proxy.counts.up}`)
  assert.equal(pushed.was_there, false)
  const hash = createHash('sha256').update(bytes).digest('hex')
  const dry = await json(['model', 'push', folder, '--skip-upload'])
  assert.equal(dry.files[0].oid, `sha256:${hash}`)
  const { stdout } = await server.nodeyard(['fsck'])
  assert.match(stdout, /all is well/)
})

test('a connection that breaks while it sends is taken up again by itself', async () => {
  await using proxy = await startProxy(server.url)
  const folder = await makeFolder('broken', { 'weights.bin': randomBytes(40 * MIB) })
  const broken = proxy.holdAfter('up', 20 * MIB).then(() => proxy.cut())
  const phases = new Set<string>()
  const pushed = await pushArtifact(connect({ url: proxy.url, apiKey: server.key }), {
    kind: 'model',
    folder,
    onProgress: ({ phase, done, total }) => {
      phases.add(phase)
      assert.ok(done <= total)
    },
  })
  await broken
  assert.equal(pushed.was_there, false)
  assert.ok(proxy.counts.up < 55 * MIB, `the wire carried ${proxy.counts.up}`)
  assert.deepEqual([...phases], ['hash', 'send'])
})

test('a file that changes under the push is refused, and leaves nothing', async () => {
  const folder = await makeFolder('changing', { 'a.bin': 'before' })
  const yard = connect({
    url: server.url,
    apiKey: server.key,
    async fetch(input, init) {
      // Between the hash and the sending.
      await writeFile(join(folder, 'a.bin'), 'after!')
      return fetch(input, init)
    },
  })
  await assert.rejects(
    pushArtifact(yard, { kind: 'model', folder, org: 'admin' }),
    (error) => error instanceof ApiError && error.code === 'checksum_mismatch',
  )
  await rm(folder, { recursive: true })
  const versions = await server.nodeyard(['model', 'versions', 'changing'])
  assert.equal(versions.code, 1)
})
