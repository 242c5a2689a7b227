import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, test } from 'node:test'
import { addKey } from '../../src/domain/accounts/keys.ts'
import { addAccount, addGrant, addMember, addUser } from '../artifacts/rows.ts'
import { startServer } from '../start-server.ts'
import { begin, complete, oidOf, push, send } from './push.ts'

const server = await startServer()
const { database } = server.deps
after(() => server[Symbol.asyncDispose]())

/** An organisation with one member of each role, and a stranger; all their slugs begin like its own. */
async function makeOrg(slug: string) {
  const org = await addAccount(database, slug, 'org')
  const member = async (role: 'owner' | 'admin' | 'contributor' | 'reader') => {
    const { account, key } = await addUser(database, `${slug}-${role}`)
    await addMember(database, org.id, account.id, role)
    return key
  }
  return {
    org,
    owner: await member('owner'),
    admin: await member('admin'),
    contributor: await member('contributor'),
    reader: await member('reader'),
    stranger: (await addUser(database, `${slug}-stranger`)).key,
  }
}

test('contributors push, name and measure; admins show and delete; readers and strangers do nothing', async () => {
  const keys = await makeOrg('roles')
  const url = '/api/v1/org/roles/models/net'
  const wanted = { name: 'roles/net', version: '1.0.0', files: { a: 'a' } }
  assert.equal((await push(server, { ...wanted, key: keys.contributor })).status, 201)

  const acts: [string, (key: string) => Promise<number>, 'contributor' | 'admin'][] = [
    [
      'push',
      async (key) => (await begin(server, { ...wanted, version: '2.0.0', key })).status,
      'contributor',
    ],
    [
      'alias',
      async (key) => (await server.call(`${url}/1.0.0/aliases`, { alias: 'x' }, { key })).status,
      'contributor',
    ],
    [
      'metrics',
      async (key) => (await server.call(`${url}/1.0.0/metrics`, { loss: 1 }, { method: 'PUT', key })).status,
      'contributor',
    ],
    [
      'unalias',
      async (key) =>
        (await server.call(`${url}/1.0.0/aliases/x`, undefined, { method: 'DELETE', key })).status,
      'contributor',
    ],
    [
      'visibility',
      async (key) =>
        (await server.call(`${url}/visibility`, { is_public: false }, { method: 'PATCH', key })).status,
      'admin',
    ],
    [
      'delete',
      async (key) => (await server.call(`${url}/1.0.0`, undefined, { method: 'DELETE', key })).status,
      'admin',
    ],
  ]
  for (const [act, run, least] of acts) {
    assert.equal(await run(keys.stranger), 404, `${act} by a stranger`)
    assert.equal(await run(keys.reader), 403, `${act} by a reader`)
    if (least === 'admin') assert.equal(await run(keys.contributor), 403, `${act} by a contributor`)
    assert.ok((await run(keys[least])) < 300, `${act} by a ${least}`)
  }
})

test('what everyone may see only members may change: 403 where a private thing is a 404', async () => {
  const keys = await makeOrg('seen')
  const key = keys.stranger
  const wanted = { name: 'seen/net', version: '1.0.0', files: { a: 'a' } }
  await push(server, { ...wanted, key: keys.owner })
  const call = (path: string, body: unknown, method: string) =>
    server.call(`/api/v1/org/seen/models/net${path}`, body, { method, key })
  const tryAll = async () => [
    (await begin(server, { ...wanted, version: '1.1.0', key })).status,
    (await call('/1.0.0/aliases', { alias: 'x' }, 'POST')).status,
    (await call('/1.0.0/metrics', { x: 1 }, 'PUT')).status,
    (await call('/visibility', { is_public: false }, 'PATCH')).status,
    (await call('/1.0.0', undefined, 'DELETE')).status,
  ]
  assert.deepEqual(await tryAll(), [404, 404, 404, 404, 404])
  const shown = await server.call(
    '/api/v1/org/seen/models/net/visibility',
    { is_public: true },
    { method: 'PATCH', key: keys.admin },
  )
  assert.deepEqual(shown.body, { is_public: true, message: 'All versions of seen/net are public.' })
  assert.deepEqual(await tryAll(), [403, 403, 403, 403, 403])
  assert.equal((await begin(server, { ...wanted, name: 'seen/other', key })).status, 404)
  assert.equal((await begin(server, { ...wanted, name: 'nobody/net', key })).status, 404)
})

test('knowing a hash is no right to the bytes', async () => {
  const keys = await makeOrg('hashes')
  const secret = randomBytes(2000)
  await push(server, { name: 'hashes/secret', version: '1.0.0', files: { s: secret }, key: keys.owner })

  const theft = { name: 'hashes-stranger/copy', version: '1.0.0', files: { s: secret }, key: keys.stranger }
  const begun = await begin(server, theft)
  assert.deepEqual(
    begun.body.missing.map(({ oid }: { oid: string }) => oid),
    [oidOf(secret)],
  )
  const early = await complete(server, theft, begun.body.upload_id)
  assert.equal(early.status, 409)
  assert.match(early.body.detail, /have not arrived/)
  // Who has the bytes may register them; they are stored once.
  await send(server, theft, begun.body.missing)
  assert.equal((await complete(server, theft, begun.body.upload_id)).status, 201)

  // A size that is not theirs tells nothing either: it is asked for as said.
  const guess = await server.call(
    '/api/v1/org/hashes-stranger/models/guess/1.0.0/uploads',
    { artifacts: [{ path: 's', oid: `sha256:${'ab'.repeat(32)}`, size: 7 }] },
    { key: keys.stranger },
  )
  assert.equal(guess.body.missing[0].size, 7)

  // Members, and whoever may use a version that holds the bytes, need not send them.
  const member = { ...theft, name: 'hashes-reader/copy', key: keys.reader }
  assert.deepEqual((await begin(server, member)).body.missing, [])
  const buyer = await addUser(database, 'buyer')
  const bought = { ...theft, name: 'buyer/copy', key: buyer.key }
  assert.equal((await begin(server, bought)).body.missing.length, 1)
  const { id } = await database.read
    .selectFrom('artifact')
    .select('id')
    .where('owner_id', '=', keys.org.id)
    .executeTakeFirstOrThrow()
  await addGrant(database, { accountId: buyer.account.id, artifactId: id })
  assert.deepEqual((await begin(server, bought)).body.missing, [])
})

test('a paid model is public, but its bytes are not', async () => {
  const keys = await makeOrg('paid')
  const bytes = randomBytes(100)
  await push(server, { name: 'paid/sold', version: '1.0.0', files: { s: bytes }, key: keys.owner })
  const copy = { name: 'paid-stranger/copy', version: '1.0.0', files: { s: bytes }, key: keys.stranger }
  const set = (isPaid: 0 | 1) =>
    database.write((trx) =>
      trx
        .updateTable('artifact')
        .set({ is_public: 1, is_paid: isPaid })
        .where('owner_id', '=', keys.org.id)
        .execute(),
    )
  await set(1)
  assert.equal((await begin(server, copy)).body.missing.length, 1)
  await set(0)
  assert.deepEqual((await begin(server, copy)).body.missing, [])
})

test('a key needs the scope of what it pushes', async () => {
  const { account } = await addUser(database, 'pia')
  const keyFor = async (...scopes: ('models:upload' | 'datasets:upload' | 'models:read')[]) =>
    (await database.write((trx) => addKey(trx, account.id, { name: 'x', mode: 'test', scopes }))).secret
  const models = await keyFor('models:upload')
  const datasets = await keyFor('datasets:upload')
  const reading = await keyFor('models:read')
  const wanted = { name: 'pia/net', version: '1.0.0', files: { a: 'a' } }
  assert.equal((await begin(server, { ...wanted, key: reading })).status, 403)
  assert.equal((await begin(server, { ...wanted, key: datasets })).status, 403)
  const begun = await begin(server, { ...wanted, key: models })
  await send(server, { ...wanted, key: models }, begun.body.missing)
  const refused = await complete(server, { ...wanted, key: datasets }, begun.body.upload_id)
  assert.equal(refused.status, 403)
  assert.match(refused.body.detail, /models:upload/)
  assert.equal((await complete(server, { ...wanted, key: models }, begun.body.upload_id)).status, 201)
  assert.equal((await push(server, { ...wanted, kind: 'datasets', key: datasets })).status, 201)
})

test('an upload is completed by whoever may push there, and by nobody else', async () => {
  const keys = await makeOrg('shared')
  const wanted = { name: 'shared/net', version: '1.0.0', files: { a: 'a' } }
  const begun = await begin(server, { ...wanted, key: keys.contributor })
  const id = begun.body.upload_id
  await send(server, { ...wanted, key: keys.contributor }, begun.body.missing)
  assert.equal((await complete(server, { ...wanted, key: keys.stranger }, id)).status, 404)
  assert.equal((await complete(server, { ...wanted, key: keys.reader }, id)).status, 403)
  assert.equal((await complete(server, { ...wanted, name: 'admin/x' }, id)).status, 404)
  assert.equal((await complete(server, { ...wanted, key: keys.admin }, 'reg_nothing')).status, 404)
  const { status, body } = await complete(server, { ...wanted, key: keys.admin }, id)
  assert.equal(status, 201)
  assert.equal(body.created_by_email, 'shared-contributor@example.org')
})
