import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { networkOf } from '../../src/http/rate-limits.ts'
import { startServer, type TestServer } from '../start-server.ts'
import { databaseKind } from '../test-database.ts'
import { addPerson, signIn } from './people.ts'

const on = { environment: { NODEYARD_RATE_LIMITS: 'on' } }

// One for all: each test has accounts of its own.
const server = await startServer(on)
after(() => server[Symbol.asyncDispose]())

const makeKey = async (server: TestServer, limits?: object) =>
  (await server.call('/v1/keys', { name: 'k', mode: 'test', limits: limits ?? null })).body.secret as string

const left = ({ headers }: { headers: Headers }) => Number(headers.get('x-ratelimit-remaining'))

test('every answer says what is left, refusals too', async () => {
  const key = await makeKey(server)
  const before = Math.floor(Date.now() / 1000)
  const ok = await server.call('/v1/me', undefined, { key })
  assert.equal(ok.headers.get('x-ratelimit-limit'), '1000')
  assert.equal(left(ok), 999)
  const reset = Number(ok.headers.get('x-ratelimit-reset'))
  assert.ok(reset > before && reset <= Date.now() / 1000 + 61)

  const missing = await server.call('/v1/nothing', undefined, { key })
  assert.deepEqual([missing.status, left(missing)], [404, 998])
  const invalid = await server.call('/v1/keys?limit=0', undefined, { key })
  assert.deepEqual([invalid.status, left(invalid)], [422, 997])
  const write = await server.call('/v1/orgs', {}, { key })
  assert.deepEqual([write.status, write.headers.get('x-ratelimit-limit'), left(write)], [422, '120', 119])

  const anonymous = await server.call('/v1/me', undefined, { key: null })
  const wrong = await server.call('/v1/me', undefined, { key: `nd_test_${'0'.repeat(40)}` })
  const nowhere = await server.call('/api/v1/nothing', undefined, { key: null })
  assert.deepEqual([anonymous.status, left(anonymous)], [401, 999])
  assert.deepEqual([wrong.status, left(wrong)], [401, 998])
  assert.deepEqual([nowhere.status, left(nowhere)], [404, 997])
})

test('too much is refused with the time to wait, in the words of each surface', async () => {
  const key = await makeKey(server, { read: 3 })
  for (const expected of [2, 1, 0])
    assert.equal(left(await server.call('/v1/me', undefined, { key })), expected)
  assert.deepEqual(
    (await server.call('/v1/limits', undefined, { key: await makeKey(server, { read: 3 }) })).body,
    {
      is_enforced: true,
      rates: [
        { kind: 'read', requests_per_minute: 3, is_own: true },
        { kind: 'write', requests_per_minute: 120, is_own: false },
        { kind: 'upload', requests_per_minute: 30, is_own: false },
      ],
    },
  )
  const refused = await server.call('/v1/me', undefined, { key })
  assert.equal(refused.status, 429)
  assert.equal(refused.body.error.code, 'rate_limited')
  assert.equal(left(refused), 0)
  const wait = Number(refused.headers.get('retry-after'))
  assert.ok(wait >= 1 && wait <= 60)
  const registry = await server.call('/api/v1/user', undefined, { key })
  assert.equal(registry.status, 429)
  assert.equal(registry.body.type, 'usage_limit_exceeded_error')
  // Another key, and another kind, have their own counts.
  assert.equal((await server.call('/v1/me')).status, 200)
  assert.equal((await server.call('/v1/orgs', {}, { key })).status, 422)
})

test('a hundred requests at once are counted one by one', async () => {
  const key = await makeKey(server, { write: 40 })
  const answers = await Promise.all(Array.from({ length: 60 }, () => server.call('/v1/orgs', {}, { key })))
  assert.equal(answers.filter(({ status }) => status === 429).length, 20)
})

test('a raised limit holds at once, also after a refusal', async () => {
  const { body } = await server.call('/v1/keys', { name: 'k', mode: 'test', limits: { write: 1 } })
  const write = () => server.call('/v1/orgs', {}, { key: body.secret })
  assert.equal((await write()).status, 422)
  assert.equal((await write()).status, 429)
  await server.call(`/v1/keys/${body.id}`, { limits: { write: 100 } }, { method: 'PATCH' })
  assert.equal((await write()).status, 422)
})

test('browsers of different accounts are counted apart', async () => {
  const bob = await addPerson(server)
  const eve = await addPerson(server)
  const asBob = await signIn(server, bob.email)
  const asEve = await signIn(server, eve.email)
  const bobs = left(await server.call('/v1/me', undefined, asBob))
  await server.call('/v1/me', undefined, asEve)
  assert.equal(left(await server.call('/v1/me', undefined, asBob)), bobs - 1)
})

if (databaseKind === 'postgres') {
  test('writes are counted for all servers on PostgreSQL', async () => {
    await using other = await startServer({ on: server, ...on })
    const key = await makeKey(server, { write: 4 })
    const write = (to: TestServer) => to.call('/v1/orgs', {}, { key })
    const seen = [await write(server), await write(other), await write(server), await write(other)].map(left)
    assert.deepEqual(seen, [3, 2, 1, 0])
    assert.equal((await write(server)).status, 429)
    assert.equal((await write(other)).status, 429)
  })

  test('requests go on when their counts cannot be stored', async () => {
    await using server = await startServer(on)
    const key = await makeKey(server, { write: 2 })
    await server.deps.database.write(async (trx) => {
      await trx.schema.dropTable('rate_limit').execute()
    })
    const write = () => server.call('/v1/orgs', {}, { key })
    // Counted here meanwhile: the limit still holds.
    assert.deepEqual(
      [(await write()).status, (await write()).status, (await write()).status],
      [422, 422, 429],
    )
  })
}

test('without limits nothing is counted nor said', async () => {
  await using server = await startServer({ environment: { NODEYARD_RATE_LIMITS: 'off' } })
  const key = await makeKey(server, { read: 1 })
  await server.call('/v1/me', undefined, { key })
  const { status, headers } = await server.call('/v1/me', undefined, { key })
  assert.equal(status, 200)
  assert.equal(headers.get('x-ratelimit-limit'), null)
})

test('an IPv6 address counts as its network', () => {
  const cases = {
    '192.0.2.7': '192.0.2.7',
    '::ffff:192.0.2.7': '192.0.2.7',
    '2001:db8:1:2:3:4:5:6': '2001:db8:1:2::/64',
    '2001:DB8:1:2::9': '2001:db8:1:2::/64',
    '2001:db8::1': '2001:db8:0:0::/64',
    '::1': '0:0:0:0::/64',
  }
  for (const [address, network] of Object.entries(cases)) assert.equal(networkOf(address), network)
})
