import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, bearer, type Json, key, useKey } from './client.ts'

test('keys are made, told once, listed and revoked', async () => {
  const made = await ask('POST', '/api/keys', { name: 'ci' })
  assert.equal(made.status, 200)
  assert.deepEqual(Object.keys(made.body), ['id', 'name', 'prefix', 'token'])
  useKey(made.body.token)
  assert.ok(key.startsWith(made.body.prefix))
  const { body: listed } = await ask('GET', '/api/keys')
  const found = listed.find(({ id }: Json) => id === made.body.id)
  assert.deepEqual([found.name, found.prefix, found.revoked_at], ['ci', made.body.prefix, null])
  assert.ok(!JSON.stringify(listed).includes(key))
  assert.equal((await ask('GET', '/api/graph/list', undefined, bearer())).status, 200)
  // It may run graphs and nothing else.
  assert.equal((await ask('GET', '/api/keys', undefined, bearer())).body.detail.code, 'insufficient_scope')

  const other = (await ask('POST', '/api/keys', { name: 'short-lived' })).body
  const gone = await ask('POST', `/api/keys/${other.id}/revoke`)
  assert.ok(gone.body.revoked_at)
  assert.equal((await ask('GET', '/api/graph/list', undefined, bearer(other.token))).status, 401)
  const { body: after } = await ask('GET', '/api/keys')
  assert.equal(after.find(({ id }: Json) => id === other.id).revoked_at, gone.body.revoked_at)

  assert.equal((await ask('POST', '/api/keys/key_none/revoke')).status, 404)
  assert.equal((await ask('POST', '/api/keys', {})).status, 422)
  for (const path of ['/api/keys', '/api/apps']) {
    const bare = await ask('GET', path, undefined, {})
    assert.deepEqual([bare.status, bare.body.detail.code], [403, 'forbidden'], path)
  }
})
