import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sweepDeployments } from '../../src/domain/runtimes/sweep-deployments.ts'
import { startServer, type TestServer } from '../start-server.ts'
import { deploy, pushScale, scale, until, untilStatus } from './yard.ts'

let server: TestServer
before(async () => {
  server = await startServer()
  await pushScale(server, '1.0.0', 2)
})
after(() => server[Symbol.asyncDispose]())

test('a deployment that nobody asks for sleeps, and wakes without failing a request', async () => {
  const { id } = await deploy(server, 'admin/scale', { scale_to_zero_after_s: 3 })
  await scale(server, id, [1, 2])
  const { serving } = server.deps
  for (let round = 0; round < 2; round++) {
    await untilStatus(server, id, 'scaled_to_zero')
    assert.equal(serving.isAwake(id), false)
    // Its memory is given back as the worker lets go of it, a moment after it counts as asleep.
    for (let look = 0; serving.usedBytes > 0 && look < 200; look++) await sleep(50)
    assert.equal(serving.usedBytes, 0)
    const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => scale(server, id, [i, 1])))
    for (const [i, { status, body }] of answers.entries()) {
      assert.equal(status, 200, JSON.stringify(body))
      assert.deepEqual(body.output.y, [[i * 2, 2]])
    }
    assert.ok(answers.some(({ body }) => body.metrics.cold_start_ms > 0))
    await untilStatus(server, id, 'ready')
  }
  await server.deps.serving.logs.flush()
  const { items } = (await server.call(`/v1/deployments/${id}/logs`)).body
  const messages = items.map(({ message }: { message: string }) => message).join('\n')
  assert.match(messages, /asleep: nobody has asked for it/)
  assert.match(messages, /awake after \d+ ms/)
})

test('requests that come just as it falls asleep are answered', async () => {
  const { id } = await deploy(server, 'admin/scale', { scale_to_zero_after_s: 1 })
  for (let i = 0; i < 6; i++) {
    const { status, body } = await scale(server, id, [i, 1])
    assert.equal(status, 200, JSON.stringify(body))
    assert.deepEqual(body.output.y, [[i * 2, 2]])
    await new Promise((resolve) => setTimeout(resolve, 700 + 150 * i))
  }
})

test('one that keeps a replica does not sleep', async () => {
  const sleeper = await deploy(server, 'admin/scale', { scale_to_zero_after_s: 1 })
  const { id } = await deploy(server, 'admin/scale', { scale_to_zero_after_s: 1, min_replicas: 1 })
  await scale(server, id, [1, 2])
  await untilStatus(server, sleeper.id, 'scaled_to_zero')
  assert.equal((await server.call(`/v1/deployments/${id}`)).body.status, 'ready')
  assert.ok(server.deps.serving.isAwake(id))
})

test('the sweep says that a deployment sleeps whose server is gone, and removes what is old', async () => {
  const { database } = server.deps
  const { id } = await deploy(server, 'admin/scale')
  await untilStatus(server, id, 'ready')
  await sweepDeployments(database, Date.now() + 300_000)
  assert.equal((await server.call(`/v1/deployments/${id}`)).body.status, 'ready')
  await sweepDeployments(database, Date.now() + 400_000)
  assert.equal((await server.call(`/v1/deployments/${id}`)).body.status, 'scaled_to_zero')

  const removed = await deploy(server, 'admin/scale')
  await server.call(`/v1/deployments/${removed.id}`, undefined, { method: 'DELETE' })
  const find = () =>
    database.read.selectFrom('deployment').select('id').where('id', '=', removed.id).executeTakeFirst()
  assert.ok(await find())
  await sweepDeployments(database, Date.now() + 4000_000)
  assert.equal(await find(), undefined)
})

test('more models than fit the budget take turns, and all answer', async () => {
  await using small = await startServer({ environment: { NODEYARD_MODEL_MEMORY_MB: '20' } })
  await pushScale(small, '1.0.0', 2)
  await pushScale(small, '2.0.0', 3)
  await pushScale(small, '3.0.0', 4)
  const ids = await Promise.all(
    ['1.0.0', '2.0.0', '3.0.0'].map(async (version) => (await deploy(small, `admin/scale@${version}`)).id),
  )
  const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => scale(small, ids[i % 3]!, [i, 1])))
  for (const [i, { status, body }] of answers.entries()) {
    assert.equal(status, 200, JSON.stringify(body))
    assert.deepEqual(body.output.y, [[i * (2 + (i % 3)), 2 + (i % 3)]])
  }
  await until(
    async () => small.deps.serving.usedBytes,
    (bytes) => bytes <= 20 * 1024 * 1024,
  )
})
