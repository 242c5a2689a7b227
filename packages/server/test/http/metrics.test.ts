import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startServer } from '../start-server.ts'

test('every request is counted by the time somebody looks, under its route and not its path', async () => {
  await using server = await startServer()
  for (let i = 0; i < 3; i++) await server.call(`/api/v1/org/admin/models/none-${i}/versions`)
  await server.call('/api/v1/nothing')
  const { body } = await server.call('/metrics')
  const countOf = (route: string, status: number) => {
    const labels = `method="GET",route="${route}",status="${status}"`
    return new RegExp(`^nodeyard_http_request_seconds_count\\{${labels}\\} (\\d+)$`, 'm').exec(body)?.[1]
  }
  assert.equal(countOf('/api/v1/org/:org/models/:name/versions', 404), '3')
  assert.equal(countOf('none', 404), '1')
  const buckets = [...body.matchAll(/_seconds_bucket\{le="([^"]+)",[^}]*versions"[^}]*\} (\d+)$/gm)]
  assert.deepEqual([buckets.length, buckets.at(-1)?.slice(1)], [14, ['+Inf', '3']])
  const counts = buckets.map(([, , count]) => Number(count))
  assert.deepEqual(
    counts,
    counts.toSorted((a, b) => a - b),
    'each bucket holds those before it',
  )
})
