import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '../../src/ids.ts'
import { addGrant } from '../artifacts/rows.ts'
import { startServer } from '../start-server.ts'
import { begin, push } from './push.ts'

// One pair of servers on one store for all of this file, and a model of its own for each test.
const server = await startServer()
const other = await startServer({ on: server })
after(async () => {
  await other[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})

/** A model of this name, and what the tests do with it. */
function model(name: string) {
  const path = `/api/v1/org/admin/models/${name}`
  return {
    path,
    async push(...versions: string[]) {
      for (const version of versions) {
        const files = { 'a.txt': `content of ${name} ${version}` }
        const { status, body } = await push(server, { name: `admin/${name}`, version, files })
        assert.equal(status, 201, JSON.stringify(body))
      }
    },
    list: async (on = server) => (await on.call(`${path}/versions`)).body,
    remove: (version: string) => server.call(`${path}/${version}`, undefined, { method: 'DELETE' }),
    find: () =>
      server.deps.database.read
        .selectFrom('artifact')
        .selectAll()
        .where('name', '=', name)
        .executeTakeFirstOrThrow(),
  }
}

test('the latest is the highest number, whatever came last', async () => {
  const net = model('ordered')
  await net.push('1.9.0', '1.10.0', '1.2.0')
  const { versions, latest } = await net.list()
  assert.deepEqual(versions, ['1.10.0', '1.9.0', '1.2.0'])
  assert.equal(latest.version, '1.10.0')
  assert.equal(latest.version_count, 3)
})

test('an alias is set, moves, and is taken away', async () => {
  const net = model('aliased')
  await net.push('1.0.0', '1.1.0')
  const set = (version: string, alias: unknown) => server.call(`${net.path}/${version}/aliases`, { alias })
  const held = async () => (await net.list()).latest.aliases

  assert.deepEqual((await set('1.0.0', 'champion')).body, {
    alias: 'champion',
    name: 'admin/aliased',
    version: '1.0.0',
  })
  assert.deepEqual(await held(), [])
  assert.equal((await set('1.1.0', 'champion')).status, 200)
  assert.deepEqual(await held(), ['champion'])
  assert.equal((await set('latest', 'staging')).body.version, '1.1.0')
  assert.equal((await set('champion', 'also')).body.version, '1.1.0')
  assert.deepEqual(await held(), ['also', 'champion', 'staging'])

  const wrong = await server.call(`${net.path}/1.0.0/aliases/champion`, undefined, { method: 'DELETE' })
  assert.equal(wrong.status, 404)
  const gone = await server.call(`${net.path}/1.1.0/aliases/champion`, undefined, { method: 'DELETE' })
  assert.deepEqual(gone.body, { alias: 'champion', name: 'admin/aliased', version: '1.1.0' })
  const byBody = await server.call(`${net.path}/1.1.0/aliases`, { alias: 'staging' }, { method: 'DELETE' })
  assert.equal(byBody.status, 200)
  assert.deepEqual(await held(), ['also'])

  for (const alias of [
    'latest',
    '1.0.0',
    'v1.0.0',
    'versions',
    'a b',
    '..',
    '',
    'x'.repeat(51),
    'a\0',
    5,
    null,
  ]) {
    const { status, body } = await set('1.0.0', alias)
    assert.equal(status, 422, String(alias))
    assert.deepEqual(body.errors[0].loc, ['body', 'alias'])
  }
  assert.equal((await set('3.0.0', 'x')).status, 404)
})

test('an alias that two give at once ends at one version', async () => {
  const net = model('contested')
  await net.push('1.0.0', '1.1.0')
  for (let round = 0; round < 5; round++) {
    const answers = await Promise.all([
      server.call(`${net.path}/1.0.0/aliases`, { alias: 'best' }),
      other.call(`${net.path}/1.1.0/aliases`, { alias: 'best' }),
    ])
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200],
    )
  }
  const { id } = await net.find()
  const rows = await server.deps.database.read
    .selectFrom('version_alias')
    .selectAll()
    .where('artifact_id', '=', id)
    .execute()
  assert.equal(rows.length, 1)
})

test('metrics are merged, also when many are sent at once', async () => {
  const net = model('measured')
  await net.push('1.0.0')
  const put = (metrics: unknown, on = server) =>
    on.call(`${net.path}/1.0.0/metrics`, metrics, { method: 'PUT' })
  const { status, body } = await put({ accuracy: 0.9, loss: 1 })
  assert.equal(status, 200)
  assert.equal(body.name, 'admin/measured')
  assert.deepEqual(body.metrics, { accuracy: 0.9, loss: 1 })
  assert.deepEqual((await put({ loss: 0.5, 'f1 macro': -0 })).body.metrics, {
    accuracy: 0.9,
    loss: 0.5,
    'f1 macro': 0,
  })
  assert.equal((await put({})).status, 200)
  const many = Array.from({ length: 20 }, (_, index) =>
    put({ [`m${index}`]: index }, index % 2 ? other : server),
  )
  await Promise.all(many)
  assert.equal(Object.keys((await put({})).body.metrics).length, 23)

  for (const wrong of [{ a: '1' }, { a: null }, { a: { b: 1 } }, { a: true }, [1], { '': 1 }, { 'a\n': 1 }]) {
    assert.equal((await put(wrong)).status, 422, JSON.stringify(wrong))
  }
  assert.equal((await put({ ['x'.repeat(129)]: 1 })).status, 422)
  const infinite = await fetch(`${server.url}${net.path}/1.0.0/metrics`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' },
    body: '{"a": 1e999}',
  })
  assert.equal(infinite.status, 422)
  const tooMany = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`n${index}`, 1]))
  assert.equal((await put(tooMany)).status, 422)
  assert.equal((await server.call(`${net.path}/2.0.0/metrics`, { a: 1 }, { method: 'PUT' })).status, 404)
})

test('every change is seen at once, on every server', async () => {
  const net = model('watched')
  await net.push('1.0.0')
  assert.equal((await net.list(other)).latest.is_public, false)
  await server.call(`${net.path}/visibility`, { is_public: true }, { method: 'PATCH' })
  assert.equal((await net.list(other)).latest.is_public, true)
  await server.call(`${net.path}/1.0.0/aliases`, { alias: 'x' })
  assert.deepEqual((await net.list(other)).latest.aliases, ['x'])
  await net.push('1.0.1')
  assert.deepEqual((await net.list(other)).versions, ['1.0.1', '1.0.0'])
  await server.call(`${net.path}/1.0.1`, undefined, { method: 'DELETE' })
  assert.deepEqual((await net.list(other)).versions, ['1.0.0'])
})

test('a deleted version frees its files and takes its number with it', async () => {
  const net = model('deleted')
  await net.push('1.0.0', '1.1.0')
  await server.call(`${net.path}/1.1.0/aliases`, { alias: 'best' })
  assert.equal((await net.remove('best')).status, 422)
  assert.equal((await net.remove('latest')).status, 422)
  assert.equal((await net.remove('9.9.9')).status, 404)
  assert.equal((await net.remove('1.1.0')).status, 204)
  assert.equal((await net.remove('1.1.0')).status, 404)
  const { versions, latest } = await net.list()
  assert.deepEqual(versions, ['1.0.0'])
  assert.equal(latest.version, '1.0.0')
  const { database } = server.deps
  const left = await database.read
    .selectFrom('version')
    .innerJoin('artifact', 'artifact.id', 'version.artifact_id')
    .leftJoin('version_file', 'version_file.version_id', 'version.id')
    .leftJoin('version_alias', 'version_alias.version_id', 'version.id')
    .select(['version.version', 'version_file.path', 'version_alias.alias'])
    .where('artifact.name', '=', 'deleted')
    .orderBy('version.version')
    .execute()
  assert.deepEqual(
    left.map((row) => Object.values(row)),
    [
      ['1.0.0', 'a.txt', null],
      ['1.1.0', null, null],
    ],
  )
  const again = await begin(server, {
    name: 'admin/deleted',
    version: '1.1.0',
    files: { 'a.txt': 'content of deleted 1.1.0' },
  })
  assert.equal(again.status, 409)
  assert.match(again.body.detail, /never used twice/)

  assert.equal((await net.remove('1.0.0')).status, 204)
  const artifact = await net.find()
  assert.equal(artifact.latest_version_id, null)
  assert.equal(artifact.version_count, 0)
  await net.push('0.1.0')
  assert.equal((await net.list()).latest.version, '0.1.0')
})

test('a version that is deployed, granted or for sale stays', async () => {
  const net = model('needed')
  await net.push('1.0.0', '1.1.0')
  const { database } = server.deps
  const { id: artifactId, owner_id: accountId } = await net.find()
  const version = await database.read
    .selectFrom('version')
    .select('id')
    .where('artifact_id', '=', artifactId)
    .where('version', '=', '1.0.0')
    .executeTakeFirstOrThrow()
  const deployment = {
    id: newId('dep'),
    account_id: accountId,
    artifact_id: artifactId,
    version_id: version.id,
    runtime: 'onnx',
    status: 'stopped',
    settings: '{}',
    created_at: 1,
    updated_at: 1,
  } as const
  await database.write((trx) => trx.insertInto('deployment').values(deployment).execute())
  const deployed = await net.remove('1.0.0')
  assert.equal(deployed.status, 409)
  assert.match(deployed.body.detail, /is deployed/)
  await database.write((trx) =>
    trx.updateTable('deployment').set({ deleted_at: 1 }).where('id', '=', deployment.id).execute(),
  )

  await addGrant(database, { accountId, artifactId })
  assert.match((await net.remove('1.0.0')).body.detail, /belongs to buyers/)
  await database.write((trx) =>
    trx.updateTable('artifact_grant').set({ revoked_at: 1 }).where('artifact_id', '=', artifactId).execute(),
  )

  const setPaid = (isPaid: 0 | 1) =>
    database.write((trx) =>
      trx.updateTable('artifact').set({ is_paid: isPaid }).where('id', '=', artifactId).execute(),
    )
  await setPaid(1)
  assert.match((await net.remove('1.0.0')).body.detail, /is for sale/)
  await setPaid(0)
  // Nothing of a refused deletion has happened.
  assert.deepEqual((await net.list()).versions, ['1.1.0', '1.0.0'])
  assert.equal((await net.remove('1.0.0')).status, 204)
})
