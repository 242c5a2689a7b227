import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startServer, type TestServer } from '../start-server.ts'
import { deploy, pushScale, scale, until, untilStatus } from './yard.ts'

let one: TestServer
let other: TestServer
before(async () => {
  one = await startServer()
  other = await startServer({ on: one })
  await pushScale(one, '1.0.0', 2)
  await pushScale(one, '1.1.0', 3)
})
after(async () => {
  await other[Symbol.asyncDispose]()
  await one[Symbol.asyncDispose]()
})

/** Asks for a second and then once more: by then a change made elsewhere must hold. */
async function afterASecond<T>(ask: () => Promise<T>): Promise<T> {
  const end = Date.now() + 1000
  while (Date.now() < end) await ask()
  return ask()
}

test('a deployment made on one server answers on the other', async () => {
  const { id } = await deploy(one, 'admin/scale@1.0.0')
  assert.deepEqual((await scale(other, id, [1, 2])).body.output.y, [[2, 4]])
  assert.deepEqual((await scale(one, id, [1, 2])).body.output.y, [[2, 4]])
})

test('what was deleted or stopped on one server is so on the other within a second', async () => {
  for (const stop of [
    { method: 'DELETE', status: 404 },
    { method: 'PATCH', status: 409 },
  ]) {
    const { id } = await deploy(one, 'admin/scale@1.0.0')
    assert.equal((await scale(other, id, [1, 2])).status, 200)
    const { method, status } = stop
    const body = method === 'PATCH' ? { status: 'stopped' } : undefined
    assert.ok((await one.call(`/v1/deployments/${id}`, body, { method })).status < 300)
    assert.equal((await scale(one, id, [1, 2])).status, status)
    assert.equal((await afterASecond(() => scale(other, id, [1, 2]))).status, status)
  }
})

test('an update through one server reaches the other, which drops no request', async () => {
  const { id } = await deploy(one, 'admin/scale@1.0.0')
  await untilStatus(one, id, 'ready')
  assert.deepEqual((await scale(other, id, [1, 2])).body.output.y, [[2, 4]])
  await one.call(`/v1/deployments/${id}`, { revision: '1.1.0' }, { method: 'PATCH' })
  await until(
    async () => {
      const { status, body } = await scale(other, id, [1, 2])
      assert.equal(status, 200, JSON.stringify(body))
      return body.output.y[0][0]
    },
    (factor) => factor === 3,
  )
})

test('figures and lines of all servers add up', async () => {
  const { id } = await deploy(one, 'admin/scale@1.0.0')
  for (let i = 0; i < 5; i++) await scale(one, id, [1, 2])
  for (let i = 0; i < 3; i++) await scale(other, id, [1, 2])
  await other.call(`/v1/deployments/${id}/invoke`, { input: {} })
  for (const server of [one, other]) {
    const metrics = await until(
      async () => (await server.call(`/v1/deployments/${id}/metrics?window=5m`)).body,
      ({ requests }) => requests === 9,
    )
    assert.equal(metrics.errors, 1)
    assert.equal(metrics.runs, 8)
    assert.deepEqual(metrics.batch_rows, { mean: 1, p50: 1, max: 1 })
    const { p50, p90, p99 } = metrics.latency_ms
    assert.ok(0 < p50 && p50 <= p90 && p90 <= p99)
    assert.equal(metrics.points.length, 5)
    const sum = (name: string) =>
      metrics.points.reduce((total: number, point: never) => total + point[name], 0)
    assert.equal(sum('requests'), 9)
    assert.equal(sum('errors'), 1)
  }
})

test('a server that stops has written its figures', async () => {
  const { id } = await deploy(one, 'admin/scale@1.0.0')
  const third = await startServer({ on: one })
  for (let i = 0; i < 4; i++) await scale(third, id, [1, 2])
  await third.stop()
  assert.equal((await one.call(`/v1/deployments/${id}/metrics`)).body.requests, 4)
})
