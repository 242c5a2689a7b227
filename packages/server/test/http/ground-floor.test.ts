import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startServer } from '../start-server.ts'

test('a new server knows its administrator by the key it wrote', async () => {
  await using server = await startServer()
  const { status, body } = await server.call('/v1/me')
  assert.equal(status, 200)
  assert.equal(body.slug, 'admin')
  assert.deepEqual(body.key, { mode: 'test', scopes: ['*'] })
})

test('every answer carries a request id, and an error repeats it', async () => {
  await using server = await startServer()
  const { status, headers, body } = await server.call('/v1/me', undefined, { key: null })
  assert.equal(status, 401)
  assert.equal(body.error.code, 'unauthorized')
  assert.equal(body.error.request_id, headers.get('x-request-id'))
  assert.match(body.error.request_id, /^req_[0-9A-Z]{26}$/)
})

test('a path that is nothing is a 404 in the words of its surface', async () => {
  await using server = await startServer()
  assert.equal((await server.call('/v1/nothing')).body.error.code, 'not_found')
  assert.equal((await server.call('/api/v1/nothing')).body.type, 'not_found_error')
  assert.equal((await server.call('/nothing')).body.error.code, 'not_found')
})

test('a foreign Host and a foreign Origin without a key are refused', async () => {
  await using server = await startServer()
  const foreign = { origin: 'https://evil.example' }
  assert.equal((await server.call('/v1/me', undefined, { key: null, headers: foreign })).status, 403)
  assert.equal((await server.call('/v1/me', undefined, { headers: foreign })).status, 200)
})

test('health, readiness, metrics, documents and their page answer', async () => {
  await using server = await startServer()
  assert.deepEqual((await server.call('/healthz')).body, { status: 'ok' })
  assert.deepEqual((await server.call('/readyz')).body, { status: 'ready' })
  assert.match((await server.call('/metrics')).body, /nodeyard_http_request_seconds_bucket/)
  assert.equal((await server.call('/openapi/marketplace.json')).body.openapi, '3.1.0')
  assert.equal((await server.call('/openapi/registry.json')).body.openapi, '3.1.0')
  assert.match((await server.call('/docs')).body, /<title>Nodeyard API<\/title>/)
  const { documents } = (await server.call('/docs/json')).body
  assert.ok(documents.length >= 5)
  for (const { url } of documents) assert.equal((await server.call(url)).body.openapi, '3.1.0', url)
  assert.equal((await server.call('/docs/yaml')).status, 404)
})

test('a path that cannot be decoded is refused in the words of its surface', async () => {
  await using server = await startServer()
  const [market, registry] = [await server.call('/v1/%zz'), await server.call('/api/v1/%zz')]
  assert.equal(market.status, 400)
  assert.equal(market.body.error.code, 'invalid_request')
  assert.equal(market.body.error.request_id, market.headers.get('x-request-id'))
  assert.deepEqual([registry.status, registry.body.type], [400, 'invalid_error'])
})
