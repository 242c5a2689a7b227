import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { addPerson, type Person } from '../accounts/people.ts'
import { startServer, type TestServer } from '../start-server.ts'
import { deploy, pushScale, scale, setPublic } from './yard.ts'

let server: TestServer
let stranger: Person
let member: Person
let reader: Person
before(async () => {
  server = await startServer()
  stranger = await addPerson(server, 'stranger')
  member = await addPerson(server, 'member')
  reader = await addPerson(server, 'reader')
  await server.call('/v1/orgs', { slug: 'lab', name: 'Lab' })
  const join = (slug: string, role: string) =>
    server.call(`/v1/orgs/lab/members/${slug}`, { role }, { method: 'PUT' })
  assert.ok((await join('member', 'contributor')).status < 300)
  assert.ok((await join('reader', 'reader')).status < 300)
  await pushScale(server, '1.0.0', 2, { org: 'lab' })
  await pushScale(server, '1.0.0', 3)
})
after(() => server[Symbol.asyncDispose]())

const call = (path: string, key: string, body?: unknown, method?: string) =>
  server.call(path, body, { key, ...(method ? { method } : {}) })

test('a stranger finds nothing of a deployment, on any of its routes', async () => {
  const { id } = await deploy(server, 'admin/scale')
  const path = `/v1/deployments/${id}`
  assert.equal((await call(path, stranger.key)).status, 404)
  assert.equal((await call(path, stranger.key, { timeout_ms: 5 }, 'PATCH')).status, 404)
  assert.equal((await call(path, stranger.key, undefined, 'DELETE')).status, 404)
  assert.equal((await call(`${path}/logs`, stranger.key)).status, 404)
  assert.equal((await call(`${path}/logs?follow=true`, stranger.key)).status, 404)
  assert.equal((await call(`${path}/metrics`, stranger.key)).status, 404)
  assert.equal((await scale(server, id, [1, 2], stranger.key)).status, 404)
  const absent = await scale(server, 'dep_nothing', [1, 2], stranger.key)
  const hidden = await scale(server, id, [1, 2], stranger.key)
  assert.equal(hidden.body.error.message, absent.body.error.message.replace('dep_nothing', id))
  assert.equal((await server.call(path, undefined, { key: null })).status, 401)
  assert.equal((await scale(server, id, [1, 2])).status, 200)
})

test('a private model of others cannot be deployed', async () => {
  assert.equal((await call('/v1/deployments', stranger.key, { model: 'admin/scale' })).status, 404)
})

test('an organisation’s members share its deployments, each as their role says', async () => {
  const { id } = await deploy(server, 'lab/scale', { owner: 'lab' }, member.key)
  const path = `/v1/deployments/${id}`
  for (const { key } of [member, reader]) {
    assert.equal((await call(path, key)).body.owner.slug, 'lab')
    assert.deepEqual((await scale(server, id, [1, 2], key)).body.output.y, [[2, 4]])
    const { items } = (await call('/v1/deployments?owner=lab', key)).body
    assert.deepEqual(
      items.map((one: { id: string }) => one.id),
      [id],
    )
  }
  assert.equal((await call(path, reader.key, { timeout_ms: 5000 }, 'PATCH')).status, 403)
  assert.equal((await call(path, reader.key, undefined, 'DELETE')).status, 403)
  assert.equal((await call('/v1/deployments', reader.key, { model: 'lab/scale', owner: 'lab' })).status, 403)
  assert.equal(
    (await call('/v1/deployments', stranger.key, { model: 'lab/scale', owner: 'lab' })).status,
    404,
  )
  assert.equal((await call(path, member.key, { timeout_ms: 5000 }, 'PATCH')).status, 200)
})

test('who leaves an organisation is a stranger within a second', async () => {
  const { id } = await deploy(server, 'lab/scale', { owner: 'lab' })
  const leaver = await addPerson(server, 'leaver')
  await server.call('/v1/orgs/lab/members/leaver', { role: 'contributor' }, { method: 'PUT' })
  const own = await deploy(server, 'lab/scale', {}, leaver.key)
  assert.equal((await scale(server, id, [1, 2], leaver.key)).status, 200)
  assert.equal((await scale(server, own.id, [1, 2], leaver.key)).status, 200)
  await server.call('/v1/orgs/lab/members/leaver', undefined, { method: 'DELETE' })
  await sleep(1000)
  assert.equal((await scale(server, id, [1, 2], leaver.key)).status, 404)
  // Their own deployment of the organisation's model goes on existing, and answers no more.
  assert.equal((await scale(server, own.id, [1, 2], leaver.key)).status, 402)
})

test('a public model may be deployed by anybody, for as long as it is public', async () => {
  await pushScale(server, '1.0.0', 7, { name: 'open' })
  await setPublic(server, 'open', true)
  const { id } = await deploy(server, 'admin/open', {}, stranger.key)
  assert.deepEqual((await scale(server, id, [1, 2], stranger.key)).body.output.y, [[7, 14]])
  // Its owner is no more to the deployment than anybody else.
  assert.equal((await scale(server, id, [1, 2])).status, 404)
  await setPublic(server, 'open', false)
  await sleep(1000)
  const refused = await scale(server, id, [1, 2], stranger.key)
  assert.equal(refused.status, 402)
  assert.equal(refused.body.error.code, 'licence_required')
})

test('a paid model is deployed and invoked with a grant only', async () => {
  await pushScale(server, '1.0.0', 9, { name: 'paid' })
  await setPublic(server, 'paid', true)
  const { database } = server.deps
  const setPaid = (isPaid: 0 | 1) =>
    database.write((trx) =>
      trx.updateTable('artifact').set({ is_paid: isPaid }).where('name', '=', 'paid').execute(),
    )
  await setPaid(1)
  assert.equal((await call('/v1/deployments', stranger.key, { model: 'admin/paid' })).status, 402)
  await setPaid(0)
  const { id, model_id: modelId } = await deploy(server, 'admin/paid', {}, stranger.key)
  await setPaid(1)
  await sleep(1000)
  assert.equal((await scale(server, id, [1, 2], stranger.key)).status, 402)
  const grant = { id: 'grt_1', account_id: stranger.id, artifact_id: String(modelId), created_at: Date.now() }
  await database.write((trx) => trx.insertInto('artifact_grant').values(grant).execute())
  await sleep(1000)
  assert.deepEqual((await scale(server, id, [1, 2], stranger.key)).body.output.y, [[9, 18]])
})

test('keys do what their scopes say', async () => {
  const { id } = await deploy(server, 'admin/scale')
  const keyWith = async (...scopes: string[]) =>
    (await server.call('/v1/keys', { name: 'k', mode: 'test', scopes })).body.secret as string
  const invoker = await keyWith('deploy:invoke')
  const writer = await keyWith('deploy:write')
  const other = await keyWith('models:read')
  assert.equal((await scale(server, id, [1, 2], invoker)).status, 200)
  assert.equal((await call(`/v1/deployments/${id}`, invoker)).status, 200)
  assert.equal((await call('/v1/deployments', invoker, { model: 'admin/scale' })).status, 403)
  assert.equal((await call(`/v1/deployments/${id}`, invoker, undefined, 'DELETE')).status, 403)
  assert.equal((await scale(server, id, [1, 2], other)).status, 403)
  assert.equal((await scale(server, id, [1, 2], writer)).status, 200)
  assert.equal((await call('/v1/deployments', writer, { model: 'admin/scale' })).status, 201)
})
