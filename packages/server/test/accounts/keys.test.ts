import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { pino } from 'pino'
import { sha256 } from '../../src/domain/accounts/secrets.ts'
import { startServer, type TestServer } from '../start-server.ts'
import { addPerson } from './people.ts'

// One for all: each test has accounts of its own.
const server = await startServer()
after(() => server[Symbol.asyncDispose]())

const makeKey = async (server: TestServer, body: object = {}, key = server.key) =>
  (await server.call('/v1/keys', { name: 'k', mode: 'test', ...body }, { key })).body

const statusOf = async (server: TestServer, key: string) =>
  (await server.call('/v1/me', undefined, { key })).status

test('a key is shown once, and stored as its hash only', async () => {
  const made = await server.call('/v1/keys', { name: 'robot', mode: 'live', scopes: ['models:read'] })
  assert.equal(made.status, 201)
  const { secret, ...key } = made.body
  assert.match(secret, /^nd_live_[0-9A-Za-z]{40}$/)
  assert.equal(key.prefix, secret.slice(0, 16))
  assert.equal(key.last4, secret.slice(-4))
  assert.deepEqual((await server.call(`/v1/keys/${key.id}`)).body, key)
  const me = await server.call('/v1/me', undefined, { key: secret })
  assert.deepEqual(me.body.key, { mode: 'live', scopes: ['models:read'] })

  const row = await server.deps.database.read
    .selectFrom('api_key')
    .selectAll()
    .where('id', '=', key.id)
    .executeTakeFirstOrThrow()
  assert.equal(JSON.stringify(row).includes(secret), false)
  assert.equal(row.secret_hash, sha256(secret))
})

test('a key can be found by its id, its prefix and its own text, by its account only', async () => {
  const bob = await addPerson(server)
  const { secret, ...key } = await makeKey(server)
  for (const name of [key.id, key.prefix, secret]) {
    assert.equal((await server.call(`/v1/keys/${name}`)).body.id, key.id)
    assert.equal((await server.call(`/v1/keys/${name}`, undefined, { key: bob.key })).status, 404)
    const revoke = await server.call('/v1/keys/revoke', { key: name }, { key: bob.key })
    assert.equal(revoke.status, 404)
  }
  const almost = secret.slice(0, -1) + (secret.endsWith('0') ? '1' : '0')
  assert.equal((await server.call(`/v1/keys/${almost}`)).status, 404)
  assert.equal(await statusOf(server, almost), 401)
  assert.equal(await statusOf(server, secret), 200)
})

for (const way of ['id', 'prefix', 'secret'] as const) {
  test(`a key revoked by its ${way} stops at once here, and within a second on another server`, async () => {
    await using other = await startServer({ on: server })
    const made = await makeKey(server)
    assert.equal(await statusOf(other, made.secret), 200)
    const byPath = way === 'prefix'
    const { status, body } = byPath
      ? await server.call(`/v1/keys/${made[way]}`, undefined, { method: 'DELETE' })
      : await server.call('/v1/keys/revoke', { key: made[way] })
    const revokedAt = Date.now()
    assert.equal(status, 200)
    assert.notEqual(body.revoked_at, null)
    const refused = await server.call('/v1/me', undefined, { key: made.secret })
    assert.equal(refused.body.error.code, 'key_revoked')

    // Requests sent a second later or more must be refused, however slow this machine is.
    for (let sentAt = Date.now(); ; sentAt = Date.now()) {
      if ((await statusOf(other, made.secret)) === 401) break
      assert.ok(sentAt - revokedAt < 1_000, 'the other server still takes the key after a second')
    }
    // Again changes nothing.
    const again = await server.call('/v1/keys/revoke', { key: made[way] })
    assert.equal(again.body.revoked_at, body.revoked_at)
  })
}

test('a restricted key makes, sees and ends no other, but may end itself', async () => {
  const { secret, id } = await makeKey(server, { scopes: ['models:upload', 'deploy:write'] })
  const other = await makeKey(server)
  const as = { key: secret }
  const refused = [
    await server.call('/v1/keys', { name: 'x', mode: 'test', scopes: ['models:read'] }, as),
    await server.call('/v1/keys', undefined, as),
    await server.call(`/v1/keys/${other.id}`, undefined, as),
    await server.call(`/v1/keys/${other.id}`, undefined, { ...as, method: 'DELETE' }),
    await server.call('/v1/keys/key_not_there', undefined, { ...as, method: 'DELETE' }),
    await server.call(`/v1/keys/${id}/rotate`, {}, as),
    await server.call(`/v1/keys/${id}`, { name: 'y' }, { ...as, method: 'PATCH' }),
  ]
  for (const { status, body } of refused) {
    assert.equal(status, 403)
    assert.deepEqual([body.error.code, body.error.field], ['insufficient_scope', '*'])
  }
  assert.equal((await server.call('/v1/keys/revoke', { key: secret }, as)).status, 200)
  assert.equal(await statusOf(server, secret), 401)
  assert.equal(await statusOf(server, other.secret), 200)
})

test('what cannot be asked of a key is refused', async () => {
  const wrong = [
    { mode: 'both' },
    { scopes: [] },
    { scopes: ['models:delete'] },
    { scopes: ['models:read', 'models:read'] },
    { expires_in: 0 },
    { expires_in: '90d' },
    { expires_in: 1e12 },
    { name: '' },
    { scope: ['models:read'] },
    { limits: { read: 0 } },
    { limits: { reads: 5 } },
  ]
  for (const body of wrong) {
    const { status } = await server.call('/v1/keys', { name: 'k', mode: 'test', ...body })
    assert.equal(status, 422, JSON.stringify(body))
  }
  assert.deepEqual((await makeKey(server, { scopes: ['models:read', '*'] })).scopes, ['*'])
})

test('an expired key is refused by name, at once even when it was just in use', async () => {
  const { secret, id, expires_at } = await makeKey(server, { expires_in: 3600 })
  assert.ok(Date.parse(expires_at) > Date.now())
  assert.equal(await statusOf(server, secret), 200)
  const soon = Date.now() + 150
  await server.deps.database.write((trx) =>
    trx.updateTable('api_key').set({ expires_at: soon }).where('id', '=', id).execute(),
  )
  server.deps.keyCheck.forget()
  for (let sentAt = Date.now(); ; sentAt = Date.now()) {
    const { status, body } = await server.call('/v1/me', undefined, { key: secret })
    if (status === 200) assert.ok(sentAt < soon, 'the key outlives its end')
    else {
      assert.equal(body.error.code, 'key_expired')
      break
    }
  }
})

test('rotating gives a key of the same kind, and the old one goes on for the overlap', async () => {
  const old = await makeKey(server, { name: 'ci', mode: 'live', scopes: ['models:read'], expires_in: 86_400 })
  const { status, body } = await server.call(`/v1/keys/${old.id}/rotate`, { overlap_seconds: 60 })
  assert.equal(status, 201)
  assert.notEqual(body.secret, old.secret)
  for (const field of ['name', 'mode', 'scopes', 'limits']) assert.deepEqual(body[field], old[field])
  assert.ok(Date.parse(body.expires_at) >= Date.parse(old.expires_at))
  assert.equal(await statusOf(server, old.secret), 200)
  assert.equal(await statusOf(server, body.secret), 200)
  const after = (await server.call(`/v1/keys/${old.id}`)).body
  assert.ok(Date.parse(after.expires_at) <= Date.now() + 60_000)

  assert.equal(after.replaced_by, body.id)
  assert.equal((await server.call(`/v1/keys/${old.id}/rotate`, {})).body.error.code, 'conflict')

  const now = await server.call(`/v1/keys/${body.id}/rotate`, { overlap_seconds: 0 })
  assert.equal(await statusOf(server, body.secret), 401)
  assert.equal((await server.call(`/v1/keys/${body.id}/rotate`, {})).body.error.code, 'conflict')
  // Without a body, a day; the key that asks can be rotated too.
  const plain = await server.call(`/v1/keys/${now.body.id}/rotate`, undefined, { method: 'POST' })
  assert.equal(plain.status, 201)
})

test('two rotations at the same moment give one new key', async () => {
  await using other = await startServer({ on: server })
  const { id } = await makeKey(server)
  const rotate = (on: TestServer) => on.call(`/v1/keys/${id}/rotate`, { overlap_seconds: 0 })
  const answers = await Promise.all([rotate(server), rotate(other), rotate(server), rotate(other)])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409, 409])
})

test('keys are listed newest first, a page at a time, without their secrets', async () => {
  const { key } = await addPerson(server)
  const ids: string[] = []
  for (let index = 0; index < 4; index++) ids.push((await makeKey(server, {}, key)).id)
  const first = await server.call('/v1/keys?limit=3', undefined, { key })
  const rest = await server.call(`/v1/keys?limit=3&cursor=${first.body.next_cursor}`, undefined, { key })
  const items = [...first.body.items, ...rest.body.items]
  assert.deepEqual(
    items.slice(0, 4).map(({ id }) => id),
    ids.reverse(),
  )
  assert.equal(items[4].name, 'main')
  assert.ok(items.every((item) => !('secret' in item)))
})

test('the last use is written down beside the request, at most once a minute', async () => {
  const { secret, id } = await makeKey(server)
  const lastUse = async () => (await server.call(`/v1/keys/${id}`)).body.last_used_at
  assert.equal(await lastUse(), null)
  await statusOf(server, secret)
  while ((await lastUse()) === null) await new Promise((resolve) => setTimeout(resolve, 10))

  const hourAgo = Date.now() - 3600_000
  await server.deps.database.write((trx) =>
    trx.updateTable('api_key').set({ last_used_at: hourAgo }).where('id', '=', id).execute(),
  )
  server.deps.keyCheck.forget()
  // This server wrote it less than a minute ago, whatever the row says now.
  await statusOf(server, secret)
  await server.deps.database.write((trx) => trx.selectFrom('api_key').select('id').execute())
  assert.equal(Date.parse(await lastUse()), Math.floor(hourAgo / 1000) * 1000)
  // Another server has not, and finds it an hour old.
  await using other = await startServer({ on: server })
  await statusOf(other, secret)
  while (Date.parse(await lastUse()) <= hourAgo) await new Promise((resolve) => setTimeout(resolve, 10))
})

test('limits of a key are an administrator’s to set', async () => {
  const bob = await addPerson(server)
  const limits = { read: 5000 }
  const change = (id: string, body: object, key: string) =>
    server.call(`/v1/keys/${id}`, body, { method: 'PATCH', key })
  const own = await makeKey(server, {}, bob.key)
  assert.equal((await change(own.id, { limits }, bob.key)).status, 403)
  const greedy = await server.call('/v1/keys', { name: 'k', mode: 'test', limits }, { key: bob.key })
  assert.equal(greedy.status, 403)
  assert.deepEqual((await change(own.id, { limits }, server.key)).body.limits, limits)
  assert.equal((await change(own.id, { name: 'mine' }, server.key)).status, 403)
  assert.equal((await change(own.id, { name: 'mine' }, bob.key)).body.name, 'mine')
  assert.equal((await change(own.id, { limits: null }, server.key)).body.limits, null)
  const foreign = await makeKey(server)
  assert.equal((await change(foreign.id, { name: 'x' }, bob.key)).status, 404)
  assert.deepEqual((await makeKey(server, { limits })).limits, limits)
})

test('a request with a malformed or unknown key is refused in every spelling', async () => {
  const authorizations = [
    'Bearer',
    'Bearer ',
    'Basic abc',
    'Bearer nd_test_short',
    'Bearer a b',
    `Bearer nd_test_${'0'.repeat(40)}`,
  ]
  for (const authorization of authorizations) {
    const { status, body } = await server.call('/v1/me', undefined, { key: null, headers: { authorization } })
    assert.equal(status, 401, authorization)
    assert.equal(body.error.code, 'unauthorized')
  }
})

test('no key is written to the log, not even one that is revoked by its text in a path', async () => {
  const lines: string[] = []
  const log = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) })
  await using server = await startServer({ log })
  const { secret } = await makeKey(server)
  await server.call(`/v1/keys/${secret}`, undefined, { method: 'DELETE' })
  await server.call(`/v1/nothing/${secret}`, {})
  await server.call('/v1/me', undefined, { key: secret })
  assert.ok(
    lines.some((line) => line.includes(secret.slice(0, 16))),
    'the path is logged by its prefix',
  )
  assert.equal(lines.join('').includes(secret), false)
  assert.equal(lines.join('').includes(server.key), false)
})
