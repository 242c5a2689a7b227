import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { startServer } from '../start-server.ts'
import { addPerson, type Person } from './people.ts'

// One for all: each test has an account of its own, and keys belong to accounts.
const server = await startServer()
after(() => server[Symbol.asyncDispose]())

const withKey = (key: string) => ({ headers: { 'idempotency-key': key } })

const newSlug = () => `o-${randomUUID().slice(0, 8)}`

const addOrg = (as: Person, slug: string, key: string, on = server) =>
  on.call('/v1/orgs', { slug, name: slug }, { ...withKey(key), key: as.key })

/** Rewrites what is kept for an account, as time or a crash would. */
const rewrite = (of: Person, values: object) =>
  server.deps.database.write((trx) =>
    trx.updateTable('idempotency').set(values).where('account_id', '=', of.id).execute(),
  )

test('a retry gets the first answer again, and nothing is done twice', async () => {
  const ada = await addPerson(server)
  const slug = newSlug()
  const key = randomUUID()
  const first = await addOrg(ada, slug, key)
  assert.equal(first.status, 201)
  assert.equal(first.headers.get('idempotent-replayed'), null)
  const again = await addOrg(ada, slug, key)
  assert.equal(again.status, 201)
  assert.equal(again.headers.get('idempotent-replayed'), 'true')
  assert.equal(again.headers.get('content-type'), first.headers.get('content-type'))
  assert.deepEqual(again.body, first.body)
  // Without the header it is done, and refused.
  assert.equal((await server.call('/v1/orgs', { slug, name: slug }, { key: ada.key })).status, 409)
})

test('a refusal is an answer too', async () => {
  const ada = await addPerson(server)
  const slug = newSlug()
  await addOrg(ada, slug, 'one')
  const refused = await addOrg(ada, slug, 'two')
  assert.equal(refused.status, 409)
  await server.call(`/v1/orgs/${slug}`, undefined, { method: 'DELETE', key: ada.key })
  const again = await addOrg(ada, slug, 'two')
  assert.equal(again.status, 409)
  assert.equal(again.headers.get('idempotent-replayed'), 'true')
  assert.deepEqual(again.body, refused.body)
})

test('the same key for another body, path, method or mode is a mismatch; for another account it is its own', async () => {
  const ada = await addPerson(server)
  const slug = newSlug()
  const bob = await addPerson(server)
  await addOrg(ada, slug, 'k')
  const as = { ...withKey('k'), key: ada.key }
  const live = await server.call('/v1/keys', { name: 'live', mode: 'live' }, { key: ada.key })
  const others = [
    await addOrg({ ...ada, key: live.body.secret }, slug, 'k'),
    await addOrg(ada, newSlug(), 'k'),
    await server.call('/v1/keys', { name: 'n', mode: 'test' }, as),
    await server.call('/v1/me', { name: 'n' }, { method: 'PATCH', ...as }),
    await server.call('/v1/orgs?x=1', { slug, name: slug }, as),
  ]
  for (const { status, body } of others) {
    assert.equal(status, 409)
    assert.equal(body.error.code, 'idempotency_mismatch')
  }
  assert.equal((await addOrg(bob, newSlug(), 'k')).status, 201)
})

test('of many at once, on two servers, one does it and none does it twice', async () => {
  const ada = await addPerson(server)
  const slug = newSlug()
  await using other = await startServer({ on: server })
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, index) => addOrg(ada, slug, 'k', index % 2 ? server : other)),
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
  const { body } = await server.call('/v1/orgs', undefined, { key: ada.key })
  assert.equal(body.items.length, 1)
})

test('answers outlive a restart', async () => {
  await using own = await startServer()
  const ada = await addPerson(own)
  const slug = newSlug()
  const first = await addOrg(ada, slug, 'k', own)
  await own.stop()
  await using next = await startServer({ on: own })
  const again = await addOrg(ada, slug, 'k', next)
  assert.equal(again.headers.get('idempotent-replayed'), 'true')
  assert.deepEqual(again.body, first.body)
})

test('a request whose server died holds its key for the lease and no longer', async () => {
  const ada = await addPerson(server)
  const slug = newSlug()
  await addOrg(ada, slug, 'k')
  await server.call(`/v1/orgs/${slug}`, undefined, { method: 'DELETE', key: ada.key })
  await rewrite(ada, { status: null, body: null, headers: null, locked_until: Date.now() + 60_000 })
  const waiting = await addOrg(ada, slug, 'k')
  assert.equal(waiting.body.error.code, 'idempotency_in_progress')
  await rewrite(ada, { locked_until: Date.now() - 1 })
  // Two find it free; one takes it.
  const answers = await Promise.all([addOrg(ada, slug, 'k'), addOrg(ada, slug, 'k')])
  const done = answers.filter(({ headers, status }) => status === 201 && !headers.has('idempotent-replayed'))
  assert.equal(done.length, 1)
})

test('after a day the key is free for anything', async () => {
  const ada = await addPerson(server)
  const slug = newSlug()
  await addOrg(ada, slug, 'k')
  await rewrite(ada, { created_at: Date.now() - 24 * 3600_000 - 1 })
  const { status, headers } = await addOrg(ada, newSlug(), 'k')
  assert.equal(status, 201)
  assert.equal(headers.get('idempotent-replayed'), null)
})

test('our own failures are not kept: the retry is done', async () => {
  const ada = await addPerson(server)
  const slug = newSlug()
  const rename = (from: string, to: string) =>
    server.deps.database.write((trx) => trx.schema.alterTable(from).renameTo(to).execute())
  await rename('member', 'member_away')
  const failed = await addOrg(ada, slug, 'k')
  assert.equal(failed.status, 500)
  await rename('member_away', 'member')
  const again = await addOrg(ada, slug, 'k')
  assert.equal(again.status, 201)
  assert.equal(again.headers.get('idempotent-replayed'), null)
})

test('a new key’s secret is kept sealed: the asking key sees it again, another does not', async () => {
  const ada = await addPerson(server)
  const mine = await server.call('/v1/keys', { name: 'mine', mode: 'test' }, { key: ada.key })
  const ask = (as: string) =>
    server.call('/v1/keys', { name: 'robot', mode: 'test' }, { ...withKey('k'), key: as })
  const first = await ask(ada.key)
  const again = await ask(ada.key)
  assert.equal(again.headers.get('idempotent-replayed'), 'true')
  assert.equal(again.body.secret, first.body.secret)
  const other = await ask(mine.body.secret)
  assert.equal(other.status, 409)
  assert.equal(other.body.error.code, 'idempotency_mismatch')

  const rows = await server.deps.database.read
    .selectFrom('idempotency')
    .selectAll()
    .where('account_id', '=', ada.id)
    .execute()
  assert.equal(rows.length, 1)
  assert.equal(JSON.stringify(rows).includes(first.body.secret.slice(16)), false)
})

test('a key that is empty or too long is refused; reads and removals take no notice of one', async () => {
  const ada = await addPerson(server)
  const slug = newSlug()
  const long = await addOrg(ada, slug, 'x'.repeat(256))
  assert.equal(long.status, 422)
  assert.equal(long.body.error.field, 'idempotency-key')
  assert.equal((await addOrg(ada, slug, 'x'.repeat(255))).status, 201)
  for (const method of ['GET', 'DELETE']) {
    const { headers } = await server.call(`/v1/orgs/${slug}`, undefined, {
      method,
      key: ada.key,
      ...withKey('g'),
    })
    assert.equal(headers.get('idempotent-replayed'), null)
  }
  const { body } = await server.call('/openapi/marketplace.json')
  const named = (operation: { parameters?: { name: string }[] }) =>
    operation.parameters?.some(({ name }) => name === 'idempotency-key') ?? false
  assert.equal(named(body.paths['/v1/orgs'].post), true)
  assert.equal(named(body.paths['/v1/orgs'].get), false)
  assert.equal(named(body.paths['/v1/sessions'].post), false)
})
