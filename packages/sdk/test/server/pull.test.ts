import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { startProxy } from '../../../../test/tcp-proxy.ts'
import { pullArtifact } from '../../src/artifacts/pull-artifact.ts'
import { pushArtifact } from '../../src/artifacts/push-artifact.ts'
import { connect } from '../../src/client.ts'
import { fetchFile, partPath } from '../../src/pull/fetch-file.ts'
import { type RunningServer, startServer } from '../start-server.ts'

const MIB = 1024 * 1024
const LARGE = randomBytes(40 * MIB)
const FILES: Record<string, Buffer> = {
  'README.md': Buffer.from('# Large\n'),
  'README.copy.md': Buffer.from('# Large\n'),
  'empty.txt': Buffer.alloc(0),
  'weights/größe 1.bin': LARGE,
  'weights/small.bin': randomBytes(1000),
}

let server: RunningServer
before(async () => {
  server = await startServer()
  const folder = join(server.folder, 'large')
  await mkdir(join(folder, 'weights'), { recursive: true })
  for (const [path, bytes] of Object.entries(FILES)) await writeFile(join(folder, path), bytes)
  await pushArtifact(server.as, { kind: 'model', folder })
})
after(() => server[Symbol.asyncDispose]())

const target = { org: 'admin', name: 'large', version: undefined }
const to = (name: string) => join(server.folder, name)

async function requireWhole(folder: string) {
  for (const [path, bytes] of Object.entries(FILES)) {
    assert.ok(bytes.equals(await readFile(join(folder, path))), path)
  }
  const names = await readdir(folder, { recursive: true })
  assert.deepEqual(names.sort(), [...Object.keys(FILES), 'weights'].sort())
}

test('what was pushed comes back, byte for byte, and once only', async () => {
  const first = await server.nodeyard(['model', 'pull', 'large', '--to', to('whole')])
  assert.equal(first.code, 0, first.stderr)
  assert.match(first.stdout, /^Pulled admin\/large@0\.1\.0 into .*whole \(5 files, 40\.0 MiB\)\n$/)
  await requireWhole(to('whole'))

  await using proxy = await startProxy(server.url)
  await writeFile(join(to('whole'), 'weights/small.bin'), 'damaged')
  const again = await server.nodeyard(
    ['model', 'pull', 'model://admin/large:0.1.0', '--to', to('whole'), '--json'],
    {
      NODEYARD_URL: proxy.url,
    },
  )
  assert.equal(again.code, 0, again.stderr)
  const { files } = JSON.parse(again.stdout)
  assert.deepEqual(
    files.map((file: { path: string; was_there: boolean }) => [file.path, file.was_there]),
    [
      ['README.copy.md', true],
      ['README.md', true],
      ['empty.txt', true],
      ['weights/größe 1.bin', true],
      ['weights/small.bin', false],
    ],
  )
  assert.ok(proxy.counts.down < MIB, `the wire carried ${proxy.counts.down}`)
  await requireWhole(to('whole'))
})

test('one file can be had alone', async () => {
  const one = await server.nodeyard(['model', 'pull', 'large', '--file', 'README.md', '--to', to('one')])
  assert.equal(one.code, 0, one.stderr)
  assert.deepEqual(await readdir(to('one')), ['README.md'])
  const none = await server.nodeyard(['model', 'pull', 'large', '--file', 'no.md', '--to', to('one')])
  assert.equal(none.code, 1)
  assert.match(none.stderr, /holds no file "no\.md"/)
})

test('a pull that is killed goes on where it was, and leaves no half file under its name', async () => {
  await using proxy = await startProxy(server.url)
  const args = ['model', 'pull', 'large', '--to', to('killed')]
  const killWhen = proxy.holdAfter('down', 20 * MIB)
  const environment = { NODEYARD_URL: proxy.url }
  const killed = await server.runNodeyard(args, { environment, killWhen })
  assert.equal(killed.code, null)
  await assert.rejects(stat(join(to('killed'), 'weights/größe 1.bin')), { code: 'ENOENT' })

  proxy.reset()
  const again = await server.nodeyard(args, environment)
  assert.equal(again.code, 0, again.stderr)
  assert.ok(proxy.counts.down < 30 * MIB, `the wire carried ${proxy.counts.down}`)
  await requireWhole(to('killed'))
})

test('a connection that breaks is taken up again by itself', async () => {
  await using proxy = await startProxy(server.url)
  const broken = proxy.holdAfter('down', 20 * MIB).then(() => proxy.cut())
  let most = 0
  const yard = connect({ url: proxy.url, apiKey: server.key })
  await pullArtifact(yard, {
    kind: 'model',
    target,
    to: to('broken'),
    onProgress: ({ done, total }) => {
      most = Math.max(most, done)
      assert.equal(total, LARGE.length + 1016)
    },
  })
  await broken
  assert.equal(most, LARGE.length + 1016)
  assert.ok(proxy.counts.down < 55 * MIB, `the wire carried ${proxy.counts.down}`)
  await requireWhole(to('broken'))
})

test('bytes that are not those of the name never get it', async () => {
  const { files } = await pullArtifact(server.as, { kind: 'model', target, to: to('once') })
  const readme = files.find(({ path }) => path === 'README.md')!
  const { response, data } = await server.as.registry.POST(
    '/api/v1/org/{org}/models/{name}/{version}/download',
    {
      params: { path: { org: 'admin', name: 'large', version: '0.1.0' } },
      body: { path: 'weights/small.bin' },
    },
  )
  assert.equal(response.status, 200)
  const path = join(to('wrong'), 'README.md')
  const wrong = { sha256: readme.oid.slice(7), size: 1000, target: path, getUrl: async () => data!.url! }
  await assert.rejects(fetchFile(server.as, wrong), /are not those of sha256:/)
  assert.deepEqual(await readdir(to('wrong')), [])
})

test('a part that somebody damaged is found out and begun anew', async () => {
  const folder = to('damaged')
  await mkdir(folder)
  const sha256 = createHash('sha256').update(FILES['README.md']!).digest('hex')
  const part = partPath({ target: join(folder, 'README.md'), sha256 })
  for (const wrong of ['xxx', 'x'.repeat(100)]) {
    await writeFile(part, wrong)
    const pulled = await server.nodeyard(['model', 'pull', 'large', '--file', 'README.md', '--to', folder])
    assert.equal(pulled.code, 0, pulled.stderr)
    assert.deepEqual(await readdir(folder), ['README.md'])
    assert.equal(await readFile(join(folder, 'README.md'), 'utf8'), '# Large\n')
    await rm(join(folder, 'README.md'))
  }
})

test('what is not there, or not ours, is told in one line', async () => {
  for (const ref of ['nothing', 'large@9.9.9', 'nobody/large']) {
    const { code, stderr } = await server.nodeyard(['model', 'pull', ref, '--to', to('none')])
    assert.equal(code, 1, ref)
    assert.equal(stderr.trim().split('\n').length, 1)
  }
  const kind = await server.nodeyard(['model', 'pull', 'dataset://admin/large'])
  assert.match(kind.stderr, /is a dataset, not a model/)
})
