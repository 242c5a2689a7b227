import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDeploymentMetrics } from '../../src/domain/runtimes/deployment-metrics.ts'
import { DeploymentStats } from '../../src/domain/runtimes/deployment-stats.ts'
import { startServer } from '../start-server.ts'
import { deploy, pushScale } from './yard.ts'

const MINUTE = 60_000

test('figures of many minutes and servers fall into the steps of their window', async () => {
  await using server = await startServer()
  await pushScale(server, '1.0.0', 2)
  const { id } = await deploy(server, 'admin/scale')
  const { database } = server.deps
  let now = Math.floor(Date.now() / MINUTE) * MINUTE
  const count = async (name: string, minutesAgo: number, ms: number | undefined, rows: number[]) => {
    now = Math.floor(Date.now() / MINUTE) * MINUTE - minutesAgo * MINUTE
    const stats = new DeploymentStats(
      database,
      name,
      (_level, message) => assert.fail(message),
      () => now,
    )
    stats.countInvocation(id, ms)
    for (const one of rows) stats.countRun(id, one)
    await stats.close()
  }
  await count('srv_a', 0, 10, [4])
  await count('srv_b', 0, 1000, [2, 2])
  await count('srv_a2', 3, undefined, [])
  await count('srv_c', 200, 5, [1])

  const read = (windowMs: number) => readDeploymentMetrics(database, server.deps.serving.stats, id, windowMs)
  const last = await read(5 * MINUTE)
  assert.equal(last.stepMs, MINUTE)
  assert.deepEqual(
    last.points
      .map(({ requests }) => requests)
      .toReversed()
      .slice(0, 5),
    [2, 0, 0, 1, 0],
  )
  assert.equal(last.requests, 3)
  assert.equal(last.errors, 1)
  assert.equal(last.runs, 3)
  assert.deepEqual(last.batchRows, { mean: 2.67, p50: 2, max: 4 })
  assert.ok(Math.abs(last.latency!.p50 / 10 - 1) < 0.05)
  assert.ok(Math.abs(last.latency!.p99 / 1000 - 1) < 0.05)

  const day = await read(24 * 60 * MINUTE)
  assert.equal(day.stepMs, 12 * MINUTE)
  assert.equal(day.points.length, 120)
  assert.equal(day.requests, 4)
  assert.equal(
    day.points.reduce((sum, { requests }) => sum + requests, 0),
    4,
  )
})

test('what is counted is there at once, and counted once when it is written', async () => {
  await using server = await startServer()
  await pushScale(server, '1.0.0', 2)
  const { id } = await deploy(server, 'admin/scale')
  const { stats } = server.deps.serving
  const requests = async () => (await server.call(`/v1/deployments/${id}/metrics?window=10m`)).body.requests
  for (let i = 1; i <= 3; i++) {
    stats.countInvocation(id, 1)
    assert.equal(await requests(), i)
    await stats.flush()
    assert.equal(await requests(), i)
  }
  const { last_invoked_at: lastInvokedAt } = (await server.call(`/v1/deployments/${id}`)).body
  assert.ok(Math.abs(Date.parse(lastInvokedAt) - Date.now()) < MINUTE)
  for (const window of ['0m', '31d', '99999d', '1w', '-1h', 'x']) {
    assert.equal((await server.call(`/v1/deployments/${id}/metrics?window=${window}`)).status, 422, window)
  }
})
