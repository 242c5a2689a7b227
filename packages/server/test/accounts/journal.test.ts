import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { startServer } from '../start-server.ts'
import { addPerson, type Person } from './people.ts'

const server = await startServer()
after(() => server[Symbol.asyncDispose]())

/** As it is when a server dies after it has done the work and before it has kept the answer. */
const dieBeforeAnswer = (of: Person, key?: string) =>
  server.deps.database.write((trx) =>
    trx
      .updateTable('idempotency')
      .set({ status: null, headers: null, body: null, is_sealed: 0, locked_until: 0 })
      .where('account_id', '=', of.id)
      .$if(key !== undefined, (query) => query.where('key', '=', key!))
      .execute(),
  )

const timeless = (body: object) => JSON.stringify(body, (name, value) => (/_at$/.test(name) ? null : value))

const post = (as: Person, path: string, body: unknown, key: string) =>
  server.call(path, body, { key: as.key, headers: { 'idempotency-key': key } })

test('work that was committed when its server died is not done again: the retry gets the same answer', async () => {
  const ada = await addPerson(server)
  const slug = `o-${randomUUID().slice(0, 8)}`
  const requests = [
    ['/v1/orgs', { slug, name: slug }],
    ['/v1/keys', { name: 'robot', mode: 'test' }],
    ['/v1/webhook_endpoints', { url: 'https://example.org/', events: ['*'] }],
    ['/v1/events/trigger', { type: 'payout.paid', object: { n: 1 } }],
    ['/v1/models', { slug: 'm', name: 'M', task: 'vla', framework: 'onnx', license: 'MIT' }],
    ['/v1/datasets', { slug: 'd', name: 'D', license: 'MIT' }],
    [
      '/v1/listings',
      {
        asset_id: `${ada.slug}/m`,
        title: 'M',
        pricing: { model: 'one_time', currency: 'usd', amount: 100 },
        license: 'MIT',
      },
    ],
    ['/v1/oauth/apps', { name: 'a', redirect_uris: ['https://example.org/'], scopes: ['models:read'] }],
  ] as const
  for (const [path, body] of requests) {
    const key = randomUUID()
    const first = await post(ada, path, body, key)
    assert.equal(first.status, 201, path)
    for (let round = 0; round < 2; round++) {
      await dieBeforeAnswer(ada, key)
      const again = await post(ada, path, body, key)
      assert.equal(again.status, 201, `${path} ${JSON.stringify(again.body)}`)
      assert.deepEqual(timeless(again.body), timeless(first.body))
    }
  }
  const count = async (path: string) =>
    (await server.call(path, undefined, { key: ada.key })).body.items.length
  assert.equal(await count('/v1/orgs'), 1)
  // The key she asks with, and the new one.
  assert.equal(await count('/v1/keys'), 2)
  assert.equal(await count('/v1/webhook_endpoints'), 1)
  assert.equal(await count('/v1/events'), 1)
  assert.equal(await count('/v1/oauth/apps'), 1)
})

test('what is written down for a retry is sealed, and only the key that asked can go on', async () => {
  const ada = await addPerson(server)
  const other = (await server.call('/v1/keys', { name: 'other', mode: 'test' }, { key: ada.key })).body.secret
  const body = { name: 'robot', mode: 'test' }
  const first = await post(ada, '/v1/keys', body, 'k')
  await dieBeforeAnswer(ada)
  const rows = await server.deps.database.read
    .selectFrom('idempotency')
    .selectAll()
    .where('account_id', '=', ada.id)
    .execute()
  assert.ok(rows[0]!.journal)
  assert.equal(JSON.stringify(rows).includes(first.body.id), false)
  const refused = await post({ ...ada, key: other }, '/v1/keys', body, 'k')
  assert.equal(refused.body.error.code, 'idempotency_mismatch')
  const again = await post(ada, '/v1/keys', body, 'k')
  assert.equal(again.body.secret, first.body.secret)
})

test('an attempt that was believed dead leaves nothing when another has taken over', async () => {
  const ada = await addPerson(server)
  await post(ada, '/v1/keys', { name: 'robot', mode: 'test' }, 'k')
  await dieBeforeAnswer(ada)
  const { claimKey } = await import('../../src/http/kept-answers.ts')
  const { RequestJournal } = await import('../../src/http/request-journal.ts')
  const { database, log } = server.deps
  const row = await database.read
    .selectFrom('idempotency')
    .selectAll()
    .where('account_id', '=', ada.id)
    .executeTakeFirstOrThrow()
  const late = await claimKey(database, ada.id, 'k', row.request_hash)
  assert.ok('claim' in late)
  await dieBeforeAnswer(ada)
  assert.ok('claim' in (await claimKey(database, ada.id, 'k', row.request_hash)))
  const journal = new RequestJournal(late, ada.key, log)
  await assert.rejects(
    journal.write(database, (trx) =>
      trx.updateTable('account').set({ name: 'changed' }).where('id', '=', ada.id).execute(),
    ),
    { code: 'idempotency_in_progress' },
  )
  const { name } = await database.read
    .selectFrom('account')
    .select('name')
    .where('id', '=', ada.id)
    .executeTakeFirstOrThrow()
  assert.notEqual(name, 'changed')
})

test('three hundred keys, many retries, servers that die in between: each effect once', async () => {
  const ada = await addPerson(server)
  const keys = Array.from({ length: 300 }, (_, index) => `k${index}`)
  const answers = new Map<string, Set<string>>()
  const ask = async (key: string) => {
    const body = { type: 'payout.paid', object: { key } }
    const { status, body: said } = await post(ada, '/v1/events/trigger', body, key)
    if (status === 409) return assert.equal(said.error.code, 'idempotency_in_progress')
    assert.equal(status, 201)
    answers.set(key, (answers.get(key) ?? new Set()).add(JSON.stringify(said)))
  }
  for (let round = 0; round < 3; round++) {
    const lane = async (start: number) => {
      for (let index = start; index < keys.length; index += 16)
        await Promise.all([ask(keys[index]!), ask(keys[index]!)])
    }
    await Promise.all(Array.from({ length: 16 }, (_, start) => lane(start)))
    await dieBeforeAnswer(ada)
  }
  for (const key of keys) assert.equal(answers.get(key)?.size, 1, key)
  const { count } = await server.deps.database.read
    .selectFrom('event')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('owner_id', '=', ada.id)
    .executeTakeFirstOrThrow()
  assert.equal(count, 300)
})
