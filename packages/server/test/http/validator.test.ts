import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startServer } from '../start-server.ts'

test('a number in an address that is none is refused, infinity included', async () => {
  await using server = await startServer()
  for (const limit of ['1e999', '-1e999', 'Infinity', 'NaN', '0', '101', '1.5', 'x']) {
    const { status, body } = await server.call(`/v1/orgs?limit=${limit}`)
    assert.equal(status, 422, limit)
    assert.equal(body.error.field, 'limit')
  }
  assert.equal((await server.call('/v1/orgs?limit=1e2')).status, 200)
})
