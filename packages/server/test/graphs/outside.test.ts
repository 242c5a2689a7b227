import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { tensor } from '@nodeyard/tensor'
import type { Caller } from '../../src/domain/accounts/caller.ts'
import { Outside } from '../../src/domain/graphs/runs/outside.ts'
import { callerOf } from '../../src/domain/partners/grid-caller.ts'
import { addGrant, addUser } from '../artifacts/rows.ts'
import { push } from '../registry-writes/push.ts'
import { deploy, pushScale, untilStatus } from '../serving/yard.ts'
import { startServer, type TestServer } from '../start-server.ts'

let server: TestServer
let admin: Caller
const opened: Outside[] = []
const reaching = (more: { allowLoopback?: boolean; secrets?: Record<string, string> } = {}) => {
  const { serving, blobs } = server.deps
  const outside = new Outside(
    { serving, blobs, allowLoopback: false, secrets: {}, ...more },
    join(server.dataFolder, 'studio/datasets'),
  )
  opened.push(outside)
  return outside
}

before(async () => {
  server = await startServer()
  admin = await callerOf(server.deps.database.read, 'admin')
  await pushScale(server, '1.0.0', 3)
  await pushScale(server, '1.1.0', 5)
})
after(async () => {
  await Promise.all(opened.map((outside) => outside.close()))
  await server[Symbol.asyncDispose]()
})

const stranger = (): Caller => ({
  ...admin,
  account: { ...admin.account, id: 'acct_stranger', isAdmin: false },
})

test('a graph runs a version of the registry, and a deployment', async () => {
  const { infer } = reaching().of(admin)
  const x = tensor([[1, 2]])
  const ask = async (reference: string, name = 'x') => (await infer(reference, { [name]: x })).y!.tolist()
  assert.deepEqual(await ask('admin/scale@1.0.0'), [[3, 6]])
  assert.deepEqual(await ask('admin/scale'), [[5, 10]])
  assert.deepEqual(await ask('admin/scale', 'input'), [[5, 10]], 'a single input needs no name')
  const { id } = await deploy(server, 'admin/scale@1.0.0')
  await untilStatus(server, id, 'ready')
  assert.deepEqual(await ask(id), [[3, 6]])
  await assert.rejects(ask('admin/none'), { code: 'not_found' })
  await assert.rejects(infer('admin/scale', { x: tensor([[1, 2, 3]]) }), { code: 'validation_failed' })
  await assert.rejects(reaching().of(stranger()).infer('admin/scale', { x }), { code: 'not_found' })
  const unable = { ...admin, scopes: ['graphs:run'] as const }
  await assert.rejects(reaching().of(unable).infer('admin/scale', { x }), /deploy:invoke/)
})

test('a run that is stopped waits for no model and no answer', async () => {
  const x = tensor([[1, 2]])
  const stopped = AbortSignal.abort(new Error('stopped before'))
  await assert.rejects(reaching().of(admin, stopped).infer('admin/scale', { x }), /stopped before/)
  const stopper = new AbortController()
  const asked = reaching().of(admin, stopper.signal).infer('admin/scale', { x })
  stopper.abort(new Error('stopped meanwhile'))
  await assert.rejects(asked, /stopped meanwhile/)

  const silent = createServer(() => call.abort(new Error('stopped while it waits')))
  const call = new AbortController()
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  try {
    const url = `http://127.0.0.1:${(silent.address() as { port: number }).port}/`
    const { fetch } = reaching({ allowLoopback: true }).of(admin, call.signal)
    await assert.rejects(fetch(url), /stopped while it waits/)
  } finally {
    silent.closeAllConnections()
    silent.close()
  }
})

test('ModelLoader takes a model of the registry by its name, and Inference asks it', async () => {
  const trigger = (target: string) => ({
    id: `t-${target}`,
    source: 's',
    target,
    sourceHandle: 'trigger',
    type: 'trigger',
  })
  const graphOf = (path: string) => ({
    name: 'asks',
    nodes: [
      { id: 's', type: 'Start' },
      { id: 'm', type: 'ModelLoader', data: { params: { path } } },
      { id: 'x', type: 'TensorCreate', data: { params: { shape: '1,2', fill: 'ones' } } },
      { id: 'i', type: 'Inference' },
      { id: 'o', type: 'GraphOutput', data: { params: { name: 'y', type: 'tensor' } } },
    ],
    edges: [
      trigger('m'),
      trigger('x'),
      { id: 'a', source: 'm', target: 'i', sourceHandle: 'model', targetHandle: 'model' },
      { id: 'b', source: 'x', target: 'i', sourceHandle: 'tensor', targetHandle: 'input' },
      { id: 'c', source: 'i', target: 'o', sourceHandle: 'output', targetHandle: 'value' },
    ],
  })
  const answer = async (path: string) => {
    await server.call('/api/graph/save', graphOf(path))
    const { body } = await server.call('/api/graph/run/asks', {})
    return body
  }
  assert.deepEqual((await answer('admin/scale@1.0.0')).outputs.y.values, [[3, 3]])
  assert.deepEqual((await answer('admin/scale')).outputs.y.values, [[5, 5]])
  const { id } = await deploy(server, 'admin/scale@1.0.0')
  await untilStatus(server, id, 'ready')
  assert.deepEqual((await answer(id)).outputs.y.values, [[3, 3]])
  assert.equal((await answer('admin/none')).error.node_id, 'm')
  // A path that ends as files do is a file's.
  assert.match((await answer('admin/scale.pt')).error.message, /no file "admin\/scale\.pt" among/)
})

test('a graph opens a dataset of the registry as files', async () => {
  const files = { 'train.csv': 'a,b\n1,2\n', 'deep/notes.txt': 'hi' }
  const pushed = await push(server, { name: 'admin/table', version: '1.0.0', kind: 'datasets', files })
  assert.ok(pushed.status < 300, JSON.stringify(pushed.body))
  const { openDataset } = reaching().of(admin)
  const [first, again] = await Promise.all([openDataset('admin/table@1.0.0'), openDataset('admin/table')])
  assert.equal(await readFile(join(first.folder, 'deep/notes.txt'), 'utf8'), 'hi')
  assert.deepEqual(again, first)
  await assert.rejects(openDataset('table'), /say owner\/name/)
  await assert.rejects(reaching().of(stranger()).openDataset('admin/table'), { code: 'not_found' })
})

test('a dataset that a graph reads counts as downloaded: what was bought is not simply given back', async () => {
  const { database } = server.deps
  const files = { 'train.csv': 'a,b\n3,4\n' }
  await push(server, { name: 'admin/sold', version: '1.0.0', kind: 'datasets', files })
  const buyer = await addUser(database, 'buyer')
  const { id: artifactId } = await database.read
    .selectFrom('artifact')
    .select('id')
    .where('name', '=', 'sold')
    .executeTakeFirstOrThrow()
  await database.write((trx) =>
    trx.updateTable('artifact').set({ is_public: 1, is_paid: 1 }).where('id', '=', artifactId).execute(),
  )
  const { openDataset } = reaching().of(buyer.caller)
  await assert.rejects(openDataset('admin/sold'), { code: 'licence_required' })
  await addGrant(database, { accountId: buyer.account.id, artifactId })
  const downloadedAt = async () =>
    (
      await database.read
        .selectFrom('artifact_grant')
        .select('downloaded_at')
        .where('account_id', '=', buyer.account.id)
        .executeTakeFirstOrThrow()
    ).downloaded_at
  assert.equal(await downloadedAt(), null)
  await openDataset('admin/sold')
  assert.ok(Number(await downloadedAt()) > 0)
})

test('graphs call public addresses only, unless the server is its user’s own', async () => {
  const target = createServer((_, response) => response.end('here'))
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve))
  try {
    const url = `http://127.0.0.1:${(target.address() as { port: number }).port}/`
    await assert.rejects(reaching().of(admin).fetch(url))
    await assert.rejects(reaching().of(admin).fetch(url.replace('127.0.0.1', 'localhost')))
    const metadata = reaching({ allowLoopback: true }).of(admin).fetch('http://169.254.169.254/')
    await assert.rejects(metadata)
    await assert.rejects(async () => reaching().of(admin).fetch('file:///etc/passwd'), /only http/)
    const own = await reaching({ allowLoopback: true }).of(admin).fetch(url)
    assert.equal(await own.text(), 'here')
    // What the administrator has named is called for the administrator, and for nobody else.
    const named = reaching({ secrets: { OPENAI_BASE_URL: `${url}v1`, OPENAI_API_KEY: 'k' } })
    assert.equal(await (await named.of(admin).fetch(url)).text(), 'here')
    await assert.rejects(named.of(stranger()).fetch(url))
    assert.equal(named.of(admin).secret('OPENAI_API_KEY'), 'k')
    assert.equal(named.of(stranger()).secret('OPENAI_API_KEY'), undefined)
  } finally {
    target.closeAllConnections()
    target.close()
  }
})
