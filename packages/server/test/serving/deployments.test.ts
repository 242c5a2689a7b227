import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { push } from '../../../../soak/lib/push.ts'
import { addPerson } from '../accounts/people.ts'
import { startServer, type TestServer } from '../start-server.ts'
import { brokenOnnx, deploy, pushScale, scale, setPublic, untilStatus } from './yard.ts'

let server: TestServer
before(async () => {
  server = await startServer()
  await pushScale(server, '1.0.0', 2)
  await pushScale(server, '1.2.0', 3)
  await pushScale(server, '2.0.0', 4)
  const path = '/api/v1/org/admin/models/scale/1.0.0/aliases'
  assert.ok((await server.call(path, { alias: 'champion' })).status < 300)
})
after(() => server[Symbol.asyncDispose]())

test('a model is named by its slug or id, with a version, alias, range or nothing behind it', async () => {
  const first = await deploy(server, 'admin/scale')
  const cases: [object, string][] = [
    [{ model: 'admin/scale' }, '2.0.0'],
    [{ model: 'admin/scale@latest' }, '2.0.0'],
    [{ model: 'admin/scale@^1' }, '1.2.0'],
    [{ model: 'admin/scale@champion' }, '1.0.0'],
    [{ model: 'admin/scale', revision: '1.0.0' }, '1.0.0'],
    [{ model: 'admin/scale@1.0.0', revision: 'champion' }, '1.0.0'],
    [{ model: first.model_id }, '2.0.0'],
    [{ model: `${first.model_id}@^1` }, '1.2.0'],
  ]
  for (const [body, revision] of cases) {
    const answer = await server.call('/v1/deployments', body)
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    assert.equal(answer.body.revision, revision)
    assert.equal(answer.body.model, 'admin/scale')
    assert.equal(answer.body.url, `${server.url}/v1/deployments/${answer.body.id}/invoke`)
  }
})

test('a reference that is none, or says two things, is refused by the field that is wrong', async () => {
  const refused = async (body: object, status: number, field?: string) => {
    const answer = await server.call('/v1/deployments', body)
    assert.equal(answer.status, status, JSON.stringify(answer.body))
    if (field) assert.equal(answer.body.error.field, field)
    return answer.body.error.message as string
  }
  const message = await refused({ model: 'admin/scale@1.0.0', revision: '^1' }, 422, 'revision')
  assert.match(message, /model says version 1\.0\.0, revision says 1\.2\.0/)
  await refused({ model: 'a/b/c' }, 422, 'model')
  await refused({ model: 'admin/scale@' }, 422, 'model')
  await refused({ model: 'admin/scale@1@2' }, 422, 'model')
  await refused({ model: 'admin/nothing' }, 404)
  await refused({ model: 'admin/scale@9.9.9' }, 404)
  await refused({ model: 'mdl_nothing' }, 404)
  await refused({ model: 'ümlaut\0' }, 404)
  await refused({}, 422, 'model')
  await refused({ model: 'admin/scale', gpu: 4 }, 422, 'gpu')
  await refused({ model: 'admin/scale', hardware: 'h100' }, 422, 'hardware')
  await refused({ model: 'admin/scale', max_replicas: 200 }, 422, 'max_replicas')
  await refused({ model: 'admin/scale', min_replicas: 2, max_replicas: 1 }, 422, 'min_replicas')
  await push(server, { org: 'admin', name: 'words', version: '1.0.0', files: { 'a.txt': Buffer.from('a') } })
  const answer = await server.call('/v1/deployments', { model: 'admin/words' })
  assert.equal(answer.body.error.code, 'unsupported_format')
})

test('a deployment comes up by itself, and says what it takes and gives', async () => {
  const { id } = await deploy(server, 'admin/scale@1.0.0', { batching: { max_rows: 8 } })
  const ready = await untilStatus(server, id, 'ready')
  assert.deepEqual(ready.inputs, [{ name: 'x', dtype: 'float32', shape: ['batch', 2] }])
  assert.deepEqual(ready.batching, { max_rows: 8, window_ms: 0 })
  assert.equal(ready.error, null)
  assert.deepEqual((await scale(server, id, [1, 2])).body.output, { y: [[2, 4]] })
})

test('a model that no runtime can load fails, says why, and answers 409', async () => {
  await push(server, {
    org: 'admin',
    name: 'broken',
    version: '1.0.0',
    files: { 'model.onnx': brokenOnnx() },
  })
  const { id } = await deploy(server, 'admin/broken')
  const failed = await untilStatus(server, id, 'failed')
  assert.match(failed.error, /ONNX Runtime cannot load the model: .*NoSuchOperator/)
  assert.doesNotMatch(failed.error, /\/tmp|models\/server/)
  const answer = await scale(server, id, [1, 2])
  assert.equal(answer.status, 409)
  assert.match(answer.body.error.message, /NoSuchOperator/)
  const { body } = await server.call(
    `/v1/deployments/${id}`,
    { model: 'admin/scale@1.0.0' },
    { method: 'PATCH' },
  )
  // A quick server has it ready before it answers.
  assert.match(body.status, /^(queued|starting|ready)$/)
  await untilStatus(server, id, 'ready')
  assert.deepEqual((await scale(server, id, [1, 2])).body.output, { y: [[2, 4]] })
})

test('lists are paged and filtered', async () => {
  const { key } = await addPerson(server, 'lister')
  const call = (path: string) => server.call(path, undefined, { key })
  assert.deepEqual((await call('/v1/deployments')).body, { items: [], next_cursor: null, has_more: false })
  await pushScale(server, '1.0.0', 5, { name: 'shared' })
  await setPublic(server, 'shared', true)
  const ids: string[] = []
  for (let i = 0; i < 3; i++) ids.unshift((await deploy(server, 'admin/shared', {}, key)).id)
  const first = (await call('/v1/deployments?limit=2')).body
  assert.deepEqual(
    first.items.map(({ id }: { id: string }) => id),
    ids.slice(0, 2),
  )
  assert.equal(first.has_more, true)
  const second = (await call(`/v1/deployments?limit=2&cursor=${first.next_cursor}`)).body
  assert.deepEqual(
    second.items.map(({ id }: { id: string }) => id),
    ids.slice(2),
  )
  assert.equal(second.has_more, false)
  const count = async (query: string) => (await call(`/v1/deployments?${query}`)).body.items.length
  assert.equal(await count('model=admin/shared'), 3)
  assert.equal(await count('model=admin/scale'), 0)
  assert.equal(await count('owner=lister'), 3)
  assert.equal(await count('owner=admin'), 0)
  assert.equal(await count('status=failed'), 0)
})

test('settings change at once and alone; what is not said stays', async () => {
  const { id } = await deploy(server, 'admin/scale@1.0.0', { timeout_ms: 1234 })
  const change = (body: object) => server.call(`/v1/deployments/${id}`, body, { method: 'PATCH' })
  const { status, body } = await change({ batching: { window_ms: 7 }, rate_limit: null })
  assert.equal(status, 200)
  assert.deepEqual(body.batching, { max_rows: 32, window_ms: 7 })
  assert.equal(body.timeout_ms, 1234)
  assert.equal(body.rate_limit, null)
  assert.equal((await change({ max_replicas: 0 })).status, 422)
  assert.equal((await change({ id: 'dep_x' })).status, 422)
  assert.equal((await server.call('/v1/deployments/dep_x', {}, { method: 'PATCH' })).status, 404)
})

test('a removed deployment is nowhere any more, and its version can be deleted', async () => {
  await pushScale(server, '1.0.0', 2, { name: 'short-lived' })
  const { id } = await deploy(server, 'admin/short-lived')
  const version = '/api/v1/org/admin/models/short-lived/1.0.0'
  assert.equal((await server.call(version, undefined, { method: 'DELETE' })).status, 409)
  const path = `/v1/deployments/${id}`
  assert.equal((await server.call(path, undefined, { method: 'DELETE' })).status, 204)
  assert.equal((await server.call(path)).status, 404)
  assert.equal((await scale(server, id, [1, 2])).status, 404)
  for (const part of ['logs', 'metrics']) assert.equal((await server.call(`${path}/${part}`)).status, 404)
  assert.equal((await server.call(path, undefined, { method: 'DELETE' })).status, 404)
  const ids = (await server.call('/v1/deployments?limit=100')).body.items.map((one: { id: string }) => one.id)
  assert.ok(!ids.includes(id))
  assert.ok((await server.call(version, undefined, { method: 'DELETE' })).status < 300)
})

test('a stopped deployment answers 409 until it is started again', async () => {
  const { id } = await deploy(server, 'admin/scale@1.0.0')
  const set = (status: string) => server.call(`/v1/deployments/${id}`, { status }, { method: 'PATCH' })
  assert.equal((await set('stopped')).body.status, 'stopped')
  const answer = await scale(server, id, [1, 2])
  assert.equal(answer.status, 409)
  assert.match(answer.body.error.message, /stopped/)
  await set('ready')
  assert.deepEqual((await scale(server, id, [1, 2])).body.output, { y: [[2, 4]] })
  await untilStatus(server, id, 'ready')
})

test('the hardware that deployments can name is listed', async () => {
  const { items } = (await server.call('/v1/hardware')).body
  assert.deepEqual(
    items.map(({ name }: { name: string }) => name),
    ['cpu'],
  )
  await deploy(server, 'admin/scale', { hardware: items[0].name, region: items[0].region })
})
