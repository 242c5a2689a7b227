import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { listArtifacts } from '../../src/artifacts/list-artifacts.ts'
import { pushArtifact } from '../../src/artifacts/push-artifact.ts'
import { take } from '../../src/pages.ts'
import { type RunningServer, startServer } from '../start-server.ts'

let server: RunningServer
before(async () => {
  server = await startServer()
  const folder = join(server.folder, 'tiny')
  await mkdir(folder)
  await writeFile(join(folder, 'w.bin'), 'weights')
  await writeFile(
    join(folder, 'model.yaml'),
    'summary: A tiny model\nlicense: MIT\ntags: [small, toy]\narchitecture: MLP\n',
  )
  for (const version of ['0.1.0', '0.2.0', '0.10.0']) {
    await writeFile(join(folder, 'notes.txt'), version)
    await pushArtifact(server.as, { kind: 'model', folder, version })
  }
})
after(() => server[Symbol.asyncDispose]())

const json = async (...args: string[]) => {
  const { code, stdout, stderr } = await server.nodeyard([...args, '--json'])
  assert.equal(code, 0, stderr)
  return JSON.parse(stdout)
}
const text = async (...args: string[]) => {
  const { code, stdout, stderr } = await server.nodeyard(args)
  assert.equal(code, 0, stderr)
  return stdout
}

test('versions are listed by number, the highest first', async () => {
  assert.equal(await text('model', 'versions', 'tiny'), '0.10.0\n0.2.0\n0.1.0\n')
  assert.deepEqual((await json('model', 'versions', 'admin/tiny')).versions, ['0.10.0', '0.2.0', '0.1.0'])
  assert.equal(await text('model', 'ls'), 'admin/tiny@0.10.0  private  - A tiny model\n')
})

test('a version is shown by number, by alias, and the latest without either', async () => {
  const latest = await text('model', 'info', 'tiny')
  assert.match(latest, /^name +admin\/tiny@0\.10\.0$/m)
  assert.match(latest, /^licence +MIT$/m)
  assert.match(latest, /^versions +0\.10\.0 0\.2\.0 0\.1\.0$/m)
  assert.equal((await json('model', 'info', 'model://admin/tiny:0.2.0')).version, '0.2.0')

  assert.equal(await text('model', 'alias', 'tiny@0.1.0', 'champion'), 'admin/tiny:champion is now 0.1.0\n')
  assert.equal((await json('model', 'info', 'tiny:champion')).version, '0.1.0')
  await text('model', 'alias', 'tiny@0.2.0', 'champion')
  assert.equal((await json('model', 'info', 'tiny:champion')).version, '0.2.0')
  assert.equal(
    await text('model', 'alias', 'tiny', 'champion', '--remove'),
    'admin/tiny@0.2.0 is no longer champion\n',
  )
  assert.equal((await server.nodeyard(['model', 'info', 'tiny:champion'])).code, 1)
  assert.equal((await server.nodeyard(['model', 'alias', 'tiny', 'x'])).code, 2)
})

test('metrics are added to, and versions compared by them', async () => {
  await text('model', 'metrics', 'tiny@0.1.0', 'accuracy=0.9', 'loss=-1.5e-3')
  assert.equal(
    await text('model', 'metrics', 'tiny@0.1.0', 'accuracy=0.91'),
    'accuracy  0.91\nloss      -0.0015\n',
  )
  await text('model', 'metrics', 'tiny@0.2.0', 'accuracy=0.95')
  assert.deepEqual((await json('model', 'metrics', 'tiny@0.2.0')).metrics, { accuracy: 0.95 })
  const wrong = await server.nodeyard(['model', 'metrics', 'tiny@0.2.0', 'accuracy=high'])
  assert.equal(wrong.code, 2)

  const rows = (await text('model', 'compare', 'tiny', '0.1.0', '0.2.0', '0.10.0')).trim().split('\n')
  assert.match(rows[0]!, /^admin\/tiny +0\.1\.0 +0\.2\.0 +0\.10\.0$/)
  assert.ok(rows.some((row) => /^architecture +MLP +MLP +MLP$/.test(row)))
  assert.ok(rows.some((row) => /^accuracy +0\.91 +0\.95 +-$/.test(row)))
  assert.ok(rows.some((row) => /^loss +-0\.0015 +- +-$/.test(row)))
  assert.equal((await server.nodeyard(['model', 'compare', 'tiny', '0.1.0'])).code, 2)
})

test('what is published is found by everybody, until it is not', async () => {
  const { secret: ann } = await annsKey()
  const asAnn = { NODEYARD_API_KEY: ann }
  assert.equal((await server.nodeyard(['model', 'info', 'admin/tiny'], asAnn)).code, 1)
  assert.equal(await text('model', 'publish', 'tiny'), 'admin/tiny is public\n')
  const listed = await server.nodeyard(['model', 'list', '--include-public', '--search', 'TINY'], asAnn)
  assert.equal(listed.stdout, 'admin/tiny@0.10.0  public  - A tiny model\n')
  assert.equal((await server.nodeyard(['model', 'alias', 'admin/tiny@0.1.0', 'mine'], asAnn)).code, 1)
  assert.equal(await text('model', 'unpublish', 'tiny'), 'admin/tiny is private\n')
  assert.equal((await server.nodeyard(['model', 'info', 'admin/tiny'], asAnn)).code, 1)
})

test('a deleted version is gone, and so is its number', async () => {
  assert.equal((await server.nodeyard(['model', 'delete', 'tiny'])).code, 2)
  assert.equal(await text('model', 'delete', 'tiny@0.1.0'), 'Deleted admin/tiny@0.1.0\n')
  assert.equal(await text('model', 'versions', 'tiny'), '0.10.0\n0.2.0\n')
  const again = await server.nodeyard(['model', 'delete', 'tiny@0.1.0'])
  assert.equal(again.code, 1)
})

test('a list is asked for page by page, as far as it is read', async () => {
  const folder = join(server.folder, 'one')
  await mkdir(folder)
  await writeFile(join(folder, 'a.csv'), 'a\n1\n')
  await pushArtifact(server.as, { kind: 'dataset', folder })
  const filters = { sort_by: 'name' as const }
  assert.deepEqual(
    (await take(listArtifacts(server.as, 'dataset', 'admin', filters))).map(({ name }) => name),
    ['admin/one'],
  )
  assert.deepEqual(await json('dataset', 'list', '--tag', 'none-has-it'), [])
  assert.equal(await text('dataset', 'list', '--search', 'nothing'), 'There are no datasets that match.\n')
  const limit = await server.nodeyard(['model', 'list', '--limit', 'all'])
  assert.equal(limit.code, 2)
})

/** A key of another user, who is made for it. */
async function annsKey(): Promise<{ secret: string }> {
  const { password } = await json('user', 'create', 'ann', '--email', 'ann@example.com')
  const session = await fetch(`${server.url}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'ann@example.com', password }),
  })
  const { csrf_token: token } = (await session.json()) as { csrf_token: string }
  const made = await fetch(`${server.url}/v1/keys`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      cookie: session.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; '),
      'x-csrf-token': token,
    },
    body: JSON.stringify({ name: "ann's", mode: 'test' }),
  })
  return made.json() as Promise<{ secret: string }>
}
