import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { push } from '../../../../soak/lib/push.ts'
import { startServer, type TestServer } from '../start-server.ts'
import { brokenOnnx, deploy, pushScale, scale, until, untilStatus } from './yard.ts'

let server: TestServer
before(async () => {
  server = await startServer()
  await pushScale(server, '1.0.0', 2)
  await pushScale(server, '1.1.0', 3)
})
after(() => server[Symbol.asyncDispose]())

const change = (id: string, body: object) => server.call(`/v1/deployments/${id}`, body, { method: 'PATCH' })

test('versions of one model stand side by side', async () => {
  const [one, other] = await Promise.all([
    deploy(server, 'admin/scale@1.0.0'),
    deploy(server, 'admin/scale@1.1.0'),
  ])
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) => scale(server, i % 2 ? one.id : other.id, [1, i])),
  )
  for (const [i, { body }] of answers.entries()) {
    const factor = i % 2 ? 2 : 3
    assert.deepEqual(body.output.y, [[factor, i * factor]])
  }
})

test('a switch to another version drops no request, and once it is done only the new one answers', async () => {
  const { id } = await deploy(server, 'admin/scale@1.0.0')
  await untilStatus(server, id, 'ready')
  let isOver = false
  const seen = { 2: 0, 3: 0 }
  const lane = async () => {
    while (!isOver) {
      const { status, body } = await scale(server, id, [1, 10])
      assert.equal(status, 200, JSON.stringify(body))
      const [factor, ten] = body.output.y[0] as [2 | 3, number]
      assert.equal(ten, factor * 10)
      seen[factor]++
    }
  }
  const lanes = Array.from({ length: 8 }, lane)
  await until(
    async () => seen[2],
    (count) => count > 20,
  )
  const updating = await change(id, { revision: '^1' })
  assert.equal(updating.body.status, 'updating')
  assert.equal(updating.body.revision, '1.0.0')
  assert.equal(updating.body.next_revision, '1.1.0')
  const ready = await untilStatus(server, id, 'ready')
  assert.equal(ready.revision, '1.1.0')
  assert.equal(ready.next_revision, null)
  assert.deepEqual((await scale(server, id, [1, 10])).body.output.y, [[3, 30]])
  await until(
    async () => seen[3],
    (count) => count > 20,
  )
  isOver = true
  await Promise.all(lanes)
})

test('an update that cannot be loaded leaves the version before, and says why', async () => {
  const { id } = await deploy(server, 'admin/scale@1.0.0')
  await untilStatus(server, id, 'ready')
  await push(server, {
    org: 'admin',
    name: 'broken',
    version: '1.0.0',
    files: { 'model.onnx': brokenOnnx() },
  })
  await change(id, { model: 'admin/broken' })
  const ready = await untilStatus(server, id, 'ready')
  assert.match(ready.error, /the update failed: ONNX Runtime cannot load the model/)
  assert.equal(ready.revision, '1.0.0')
  assert.deepEqual((await scale(server, id, [1, 2])).body.output.y, [[2, 4]])
  const { items } = (await server.call(`/v1/deployments/${id}/logs?level=error`)).body
  assert.match(items[0].message, /the version before goes on/)
})

test('an update is refused before anything happens when there is no such version', async () => {
  const { id } = await deploy(server, 'admin/scale@1.0.0')
  assert.equal((await change(id, { revision: '7.0.0' })).status, 404)
  assert.equal((await change(id, { model: 'admin/scale@1.0.0', revision: '1.1.0' })).status, 422)
  assert.equal((await server.call(`/v1/deployments/${id}`)).body.error, null)
})

test('a version in use, or about to be, cannot be deleted', async () => {
  await pushScale(server, '1.0.0', 2, { name: 'held' })
  await pushScale(server, '2.0.0', 2, { name: 'held' })
  const { id } = await deploy(server, 'admin/held@1.0.0')
  await untilStatus(server, id, 'ready')
  const remove = (version: string) =>
    server.call(`/api/v1/org/admin/models/held/${version}`, undefined, { method: 'DELETE' })
  assert.equal((await remove('1.0.0')).status, 409)
  await change(id, { revision: '2.0.0' })
  assert.equal((await remove('2.0.0')).status, 409)
  await until(
    async () => (await server.call(`/v1/deployments/${id}`)).body,
    ({ revision }) => revision === '2.0.0',
  )
  assert.ok((await remove('1.0.0')).status < 300)
})
