import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startServer, type TestServer } from '../start-server.ts'

let server: TestServer

before(async () => {
  server = await startServer({ environment: { NODEYARD_MIN_CLIENT: '1.17.0' } })
})
after(() => server[Symbol.asyncDispose]())

const ask = (headers: Record<string, string>, key?: null) =>
  server.call('/api/v1/org/admin/models', undefined, { headers, ...(key === null ? { key } : {}) })

const OLD: Record<string, string>[] = [
  { 'user-agent': 'dreadnode-sdk/1.16.9' },
  { 'user-agent': 'dreadnode/0.9.0 python/3.12' },
  { 'user-agent': 'nodeyard/1.0.0' },
  { 'user-agent': 'Mozilla/5.0 (dreadnode-sdk/1.2.3; linux)' },
  { 'user-agent': 'dreadnode-sdk/1.16' },
  { 'user-agent': 'dreadnode-sdk/v1.16.0' },
  { 'user-agent': 'dreadnode-sdk/1.17.0-rc.1' },
  { 'x-client-version': '1.16.9' },
  { 'x-client-version': '1.16.9', 'user-agent': 'dreadnode-sdk/2.0.0' },
]
for (const headers of OLD) {
  test(`${JSON.stringify(headers)} is told to update`, async () => {
    const answer = await ask(headers)
    assert.equal(answer.status, 426)
    assert.equal(answer.headers.get('upgrade'), 'dreadnode-sdk/1.17.0')
    const { detail, ...body } = answer.body
    assert.deepEqual(body, { code: 426, type: 'upgrade_required_error', errors: null })
    assert.match(detail, /1\.17\.0.*dn update/)
  })
}

const FINE: Record<string, string>[] = [
  { 'user-agent': 'dreadnode-sdk/1.17.0' },
  { 'user-agent': 'dreadnode/1.18.2' },
  { 'user-agent': 'nodeyard/2.0.0' },
  { 'user-agent': 'curl/7.88.1' },
  { 'user-agent': 'not-dreadnode-sdk/0.1.0' },
  { 'user-agent': 'dreadnode-sdk' },
  { 'x-client-version': '2.0.0', 'user-agent': 'dreadnode-sdk/1.0.0' },
  { 'x-client-version': 'unknown' },
]
for (const headers of FINE) {
  test(`${JSON.stringify(headers)} passes`, async () => {
    assert.equal((await ask(headers)).status, 200)
  })
}

test('an old client without a key learns that it is old, not that it needs a key', async () => {
  assert.equal((await ask({ 'user-agent': 'dreadnode-sdk/1.0.0' }, null)).status, 426)
  assert.equal((await ask({ 'user-agent': 'dreadnode-sdk/2.0.0' }, null)).status, 401)
})

test('other surfaces do not ask for a version', async () => {
  const { status } = await server.call('/v1/me', undefined, { headers: { 'user-agent': 'nodeyard/0.1.0' } })
  assert.equal(status, 200)
})
