import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { startServer, type TestServer } from '../start-server.ts'
import { addPerson } from './people.ts'

const withKey = (key: string) => ({ headers: { 'idempotency-key': key } })

const addOrg = (server: TestServer, slug: string, key: string, as = server.key) =>
  server.call('/v1/orgs', { slug, name: slug }, { ...withKey(key), key: as })

/** Rewrites the kept row, as time or a crash would. */
const rewrite = (server: TestServer, values: object) =>
  server.deps.database.write((trx) => trx.updateTable('idempotency').set(values).execute())

test('a retry gets the first answer again, and nothing is done twice', async () => {
  await using server = await startServer()
  const key = randomUUID()
  const first = await addOrg(server, 'acme', key)
  assert.equal(first.status, 201)
  assert.equal(first.headers.get('idempotent-replayed'), null)
  const again = await addOrg(server, 'acme', key)
  assert.equal(again.status, 201)
  assert.equal(again.headers.get('idempotent-replayed'), 'true')
  assert.equal(again.headers.get('content-type'), first.headers.get('content-type'))
  assert.deepEqual(again.body, first.body)
  // Without the header it is done, and refused.
  assert.equal((await server.call('/v1/orgs', { slug: 'acme', name: 'acme' })).status, 409)
})

test('a refusal is an answer too', async () => {
  await using server = await startServer()
  await addOrg(server, 'acme', 'one')
  const refused = await addOrg(server, 'acme', 'two')
  assert.equal(refused.status, 409)
  await server.call('/v1/orgs/acme', undefined, { method: 'DELETE' })
  const again = await addOrg(server, 'acme', 'two')
  assert.equal(again.status, 409)
  assert.equal(again.headers.get('idempotent-replayed'), 'true')
  assert.deepEqual(again.body, refused.body)
})

test('the same key for another body, path or method is a mismatch; for another account it is its own', async () => {
  await using server = await startServer()
  const bob = await addPerson(server)
  await addOrg(server, 'acme', 'k')
  const others = [
    await addOrg(server, 'acme-2', 'k'),
    await server.call('/v1/keys', { name: 'n', mode: 'test' }, withKey('k')),
    await server.call('/v1/me', { name: 'n' }, { method: 'PATCH', ...withKey('k') }),
    await server.call('/v1/orgs?x=1', { slug: 'acme', name: 'acme' }, withKey('k')),
  ]
  for (const { status, body } of others) {
    assert.equal(status, 409)
    assert.equal(body.error.code, 'idempotency_mismatch')
  }
  assert.equal((await addOrg(server, 'bobs', 'k', bob.key)).status, 201)
})

test('of many at once, on two servers, one does it and none does it twice', async () => {
  await using server = await startServer()
  await using other = await startServer({ on: server })
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, index) => addOrg(index % 2 ? server : other, 'acme', 'k', server.key)),
  )
  const done = answers.filter(({ headers, status }) => status === 201 && !headers.has('idempotent-replayed'))
  assert.equal(done.length, 1)
  for (const answer of answers) {
    if (answer.status === 201) assert.deepEqual(answer.body, done[0]!.body)
    else {
      assert.equal(answer.body.error.code, 'idempotency_in_progress')
      assert.equal(answer.headers.get('retry-after'), '1')
    }
  }
  const { body } = await server.call('/v1/orgs')
  assert.equal(body.items.length, 1)
})

test('answers outlive a restart', async () => {
  await using server = await startServer()
  const first = await addOrg(server, 'acme', 'k')
  await server.stop()
  await using next = await startServer({ on: server })
  const again = await addOrg(next, 'acme', 'k')
  assert.equal(again.headers.get('idempotent-replayed'), 'true')
  assert.deepEqual(again.body, first.body)
})

test('a request whose server died holds its key for the lease and no longer', async () => {
  await using server = await startServer()
  await addOrg(server, 'acme', 'k')
  await server.call('/v1/orgs/acme', undefined, { method: 'DELETE' })
  await rewrite(server, { status: null, body: null, headers: null, locked_until: Date.now() + 60_000 })
  const waiting = await addOrg(server, 'acme', 'k')
  assert.equal(waiting.body.error.code, 'idempotency_in_progress')
  await rewrite(server, { locked_until: Date.now() - 1 })
  // Two find it free; one takes it.
  const answers = await Promise.all([addOrg(server, 'acme', 'k'), addOrg(server, 'acme', 'k')])
  const done = answers.filter(({ headers, status }) => status === 201 && !headers.has('idempotent-replayed'))
  assert.equal(done.length, 1)
})

test('after a day the key is free for anything', async () => {
  await using server = await startServer()
  await addOrg(server, 'acme', 'k')
  await rewrite(server, { created_at: Date.now() - 24 * 3600_000 - 1 })
  const { status, headers } = await addOrg(server, 'acme-2', 'k')
  assert.equal(status, 201)
  assert.equal(headers.get('idempotent-replayed'), null)
})

test('our own failures are not kept: the retry is done', async () => {
  await using server = await startServer()
  const rename = (from: string, to: string) =>
    server.deps.database.write((trx) => trx.schema.alterTable(from).renameTo(to).execute())
  await rename('member', 'member_away')
  const failed = await addOrg(server, 'acme', 'k')
  assert.equal(failed.status, 500)
  await rename('member_away', 'member')
  const again = await addOrg(server, 'acme', 'k')
  assert.equal(again.status, 201)
  assert.equal(again.headers.get('idempotent-replayed'), null)
})

test('a new key’s secret is kept sealed: the asking key sees it again, another does not', async () => {
  await using server = await startServer()
  const mine = await server.call('/v1/keys', { name: 'mine', mode: 'test' })
  const ask = (as: string) =>
    server.call('/v1/keys', { name: 'robot', mode: 'test' }, { ...withKey('k'), key: as })
  const first = await ask(server.key)
  const again = await ask(server.key)
  assert.equal(again.headers.get('idempotent-replayed'), 'true')
  assert.equal(again.body.secret, first.body.secret)
  const other = await ask(mine.body.secret)
  assert.equal(other.status, 409)
  assert.equal(other.body.error.code, 'idempotency_mismatch')

  const rows = await server.deps.database.read.selectFrom('idempotency').selectAll().execute()
  assert.equal(rows.length, 1)
  assert.equal(JSON.stringify(rows).includes(first.body.secret.slice(16)), false)
})

test('a key that is empty or too long is refused; reads and removals take no notice of one', async () => {
  await using server = await startServer()
  const long = await addOrg(server, 'acme', 'x'.repeat(256))
  assert.equal(long.status, 422)
  assert.equal(long.body.error.field, 'idempotency-key')
  assert.equal((await addOrg(server, 'acme', 'x'.repeat(255))).status, 201)
  for (const method of ['GET', 'DELETE']) {
    const { headers } = await server.call('/v1/orgs/acme', undefined, { method, ...withKey('g') })
    assert.equal(headers.get('idempotent-replayed'), null)
  }
  const { body } = await server.call('/openapi/marketplace.json')
  const named = (operation: { parameters?: { name: string }[] }) =>
    operation.parameters?.some(({ name }) => name === 'idempotency-key') ?? false
  assert.equal(named(body.paths['/v1/orgs'].post), true)
  assert.equal(named(body.paths['/v1/orgs'].get), false)
  assert.equal(named(body.paths['/v1/sessions'].post), false)
})
