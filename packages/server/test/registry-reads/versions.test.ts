import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Push, push } from '../../../../soak/lib/push.ts'
import { addGrant, addMember, addUser, addVersion } from '../artifacts/rows.ts'
import { startServer, type TestServer } from '../start-server.ts'

let server: TestServer

before(async () => {
  server = await startServer()
})
after(() => server[Symbol.asyncDispose]())

const files = (text = 'weights') => ({ 'a.bin': new TextEncoder().encode(text) })
const put = (name: string, version: string, more: Partial<Push> = {}) =>
  push(server, { org: 'admin', name, version, files: files(), ...more })
const versionsOf = (name: string, options: Parameters<TestServer['call']>[2] = {}, on = server) =>
  on.call(`/api/v1/org/admin/models/${name}/versions`, undefined, options)
const change = (method: string, path: string, body?: unknown) =>
  server.call(`/api/v1/org/admin/models/${path}`, body, { method })

test('versions are listed by number, the highest first, with the summary of the highest', async () => {
  for (const version of ['1.9.0', '0.10.2', '1.10.0', '0.9.11', '1.2.30'])
    await put('sorted', version, {
      manifest: { framework: 'safetensors', summary: `This is ${version}`, tags: ['b', 'a'] },
    })
  const { status, body } = await versionsOf('sorted')
  assert.equal(status, 200)
  assert.deepEqual(Object.keys(body), ['name', 'versions', 'latest'])
  assert.equal(body.name, 'admin/sorted')
  assert.deepEqual(body.versions, ['1.10.0', '1.9.0', '1.2.30', '0.10.2', '0.9.11'])
  const { id, created_at: createdAt, updated_at: updatedAt, ...latest } = body.latest
  assert.match(id, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  assert.equal(new Date(createdAt).toISOString(), createdAt)
  assert.equal(updatedAt, createdAt)
  assert.deepEqual(latest, {
    name: 'admin/sorted',
    version: '1.10.0',
    aliases: [],
    download_count: 0,
    is_public: false,
    language: null,
    license: null,
    origin: {},
    pretty_name: 'sorted',
    size_category: null,
    summary: 'This is 1.10.0',
    tags: ['b', 'a'],
    task_categories: null,
    version_count: 5,
    architecture: null,
    base_model: null,
    framework: 'safetensors',
    task: null,
  })
  assert.deepEqual(body.latest, (await server.call('/api/v1/org/admin/models')).body.models[0])
})

test('every change is in the very next answer', async () => {
  await put('moving', '1.0.0')
  const latest = async () => (await versionsOf('moving')).body.latest
  assert.equal((await latest()).version_count, 1)

  await put('moving', '1.1.0', { files: files('other') })
  assert.deepEqual((await versionsOf('moving')).body.versions, ['1.1.0', '1.0.0'])
  assert.deepEqual([(await latest()).version, (await latest()).version_count], ['1.1.0', 2])

  await change('POST', 'moving/1.1.0/aliases', { alias: 'champion' })
  assert.deepEqual((await latest()).aliases, ['champion'])
  await change('POST', 'moving/1.0.0/aliases', { alias: 'champion' })
  assert.deepEqual((await latest()).aliases, [])

  const { updated_at: before } = await latest()
  await change('PUT', 'moving/1.1.0/metrics', { accuracy: 0.5 })
  assert.ok((await latest()).updated_at >= before)

  await change('PATCH', 'moving/visibility', { is_public: true })
  assert.equal((await latest()).is_public, true)
  await change('PATCH', 'moving/visibility', { is_public: false })
  assert.equal((await latest()).is_public, false)

  await change('POST', 'moving/1.1.0/download', { path: 'a.bin' })
  assert.equal((await latest()).download_count, 1)

  await change('DELETE', 'moving/1.1.0')
  assert.deepEqual((await versionsOf('moving')).body.versions, ['1.0.0'])
  assert.equal((await latest()).version, '1.0.0')

  await change('DELETE', 'moving/1.0.0')
  const gone = (await versionsOf('moving')).body
  assert.deepEqual(gone, { name: 'admin/moving', versions: [], latest: null })
})

test('two servers never show each other an old answer', async () => {
  await using other = await startServer({ on: server })
  await put('shared', '1.0.0')
  for (let minor = 1; minor <= 5; minor++) {
    await versionsOf('shared', {}, other)
    await put('shared', `1.${minor}.0`, { files: files(String(minor)) })
    for (const on of [other, server]) {
      assert.equal((await versionsOf('shared', {}, on)).body.latest.version, `1.${minor}.0`)
    }
  }
})

test('who still has the answer is told that it holds', async () => {
  await put('tagged', '1.0.0')
  const etag = (await versionsOf('tagged')).headers.get('etag')!
  const again = await versionsOf('tagged', { headers: { 'if-none-match': etag } })
  assert.deepEqual([again.status, again.body], [304, ''])
  await put('tagged', '1.0.1', { files: files('new') })
  const changed = await versionsOf('tagged', { headers: { 'if-none-match': etag } })
  assert.deepEqual([changed.status, changed.body.versions.length], [200, 2])
  assert.notEqual(changed.headers.get('etag'), etag)
})

test('a private model is not there for strangers, and there for members and who bought it', async () => {
  await put('closed', '1.0.0')
  const { database } = server.deps
  const { id, owner_id: adminId } = await database.read
    .selectFrom('artifact')
    .select(['id', 'owner_id'])
    .where('name', '=', 'closed')
    .executeTakeFirstOrThrow()
  const stranger = await addUser(database, 'versions-stranger')
  const buyer = await addUser(database, 'versions-buyer')
  const seenBy = async (key: string) => (await versionsOf('closed', { key })).status
  assert.equal(await seenBy(stranger.key), 404)
  assert.equal(await seenBy(server.key), 200)
  assert.equal(await seenBy(stranger.key), 404, 'also when the answer is kept')

  await addGrant(database, { accountId: buyer.account.id, artifactId: id })
  assert.deepEqual([await seenBy(buyer.key), await seenBy(stranger.key)], [200, 404])
  await database.write((trx) => trx.updateTable('artifact_grant').set({ revoked_at: 1 }).execute())
  assert.equal(await seenBy(buyer.key), 404)

  await addMember(database, adminId, stranger.account.id, 'reader')
  assert.equal(await seenBy(stranger.key), 200)
  await database.write((trx) => trx.deleteFrom('member').where('org_id', '=', adminId).execute())
  assert.equal(await seenBy(stranger.key), 404)

  await change('PATCH', 'closed/visibility', { is_public: true })
  assert.equal(await seenBy(stranger.key), 200)
  assert.equal((await versionsOf('closed', { key: null })).status, 401)
})

test('a yanked version is listed, and is the latest only when there is no other', async () => {
  await put('yanked', '1.0.0')
  const { database } = server.deps
  const { id: artifactId, owner_id: by } = await database.read
    .selectFrom('artifact')
    .select(['id', 'owner_id'])
    .where('name', '=', 'yanked')
    .executeTakeFirstOrThrow()
  await addVersion(database, { artifactId, version: '2.0.0', by, state: 'yanked' })
  await addVersion(database, { artifactId, version: '3.0.0', by, state: 'deleted' })
  const { body } = await versionsOf('yanked')
  assert.deepEqual([body.versions, body.latest.version], [['2.0.0', '1.0.0'], '1.0.0'])
})

test('a model of many versions lists them all', async () => {
  await put('many', '0.0.0')
  const { database } = server.deps
  const { id: artifactId, owner_id: by } = await database.read
    .selectFrom('artifact')
    .select(['id', 'owner_id'])
    .where('name', '=', 'many')
    .executeTakeFirstOrThrow()
  const numbers = Array.from({ length: 1200 }, (_, i) => [Math.trunc(i / 100), i % 100])
  const row = {
    manifest: '{}',
    manifest_hash: '',
    artifacts_hash: '',
    file_size_bytes: 0,
    state: 'published',
  }
  await database.write(async (trx) => {
    for (let start = 0; start < numbers.length; start += 300) {
      const rows = numbers.slice(start, start + 300).map(([minor, patch]) => ({
        ...row,
        state: 'published' as const,
        id: crypto.randomUUID(),
        artifact_id: artifactId,
        version: `1.${minor}.${patch}`,
        major: 1,
        minor: minor!,
        patch: patch!,
        created_by: by,
        created_at: 1,
        updated_at: 1,
      }))
      await trx.insertInto('version').values(rows).execute()
    }
    await trx
      .updateTable('artifact')
      .set((artifact) => ({ version_count: 1201, change: artifact('change', '+', 1) }))
      .where('id', '=', artifactId)
      .execute()
  })
  const { versions } = (await versionsOf('many')).body
  assert.equal(versions.length, 1201)
  assert.deepEqual(versions.slice(0, 2), ['1.11.99', '1.11.98'])
  assert.deepEqual(versions.slice(-2), ['1.0.0', '0.0.0'])
})

test('datasets have the same, in their words', async () => {
  await put('points', '1.0.0', {
    kind: 'datasets',
    manifest: { format: 'csv', row_count: 3 },
    files: { 'a.csv': new TextEncoder().encode('x\n1\n2\n3\n') },
  })
  const { body } = await server.call('/api/v1/org/admin/datasets/points/versions')
  assert.deepEqual([body.name, body.versions], ['admin/points', ['1.0.0']])
  assert.deepEqual([body.latest.format, body.latest.row_count], ['csv', 3])
  assert.equal('framework' in body.latest, false)
  assert.equal((await versionsOf('points')).status, 404)
})

test('what is not there is a 404, and what cannot be a name too', async () => {
  for (const name of ['nothing', '..', 'a%2Fb', 'x'.repeat(200), '%F0%9F%98%80']) {
    const { status, body } = await versionsOf(name)
    assert.deepEqual([status, body.type], [404, 'not_found_error'], name)
  }
  assert.equal((await server.call('/api/v1/org/nobody/models/sorted/versions')).status, 404)
})
