import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { collectGarbage } from '../../src/domain/artifacts/collect-garbage.ts'
import { sweepRegistrations } from '../../src/domain/artifacts/registrations.ts'
import { begin, complete, push, send } from '../registry-writes/push.ts'
import { startServer } from '../start-server.ts'

const HOUR = 3600_000

test('a registration holds its blobs until it expires, and then they go', async () => {
  await using server = await startServer()
  const { database } = server.deps
  const wanted = { name: 'admin/net', version: '1.0.0', files: { a: randomBytes(100), b: 'b' } }
  const begun = await begin(server, wanted)
  await send(server, wanted, begun.body.missing)
  const blobs = () => database.read.selectFrom('blob').select('sha256').execute()

  await collectGarbage(server.deps, { now: Date.now() + 2 * HOUR })
  assert.equal((await blobs()).length, 2)

  await database.write((trx) =>
    trx
      .updateTable('registration')
      .set({ expires_at: Date.now() - 1 })
      .execute(),
  )
  assert.equal((await complete(server, wanted, begun.body.upload_id)).status, 404)
  await sweepRegistrations(database)
  assert.deepEqual(await database.read.selectFrom('registration_blob').selectAll().execute(), [])
  await collectGarbage(server.deps, { now: Date.now() + 2 * HOUR })
  assert.deepEqual(await blobs(), [])
  // What is gone is asked for again, though it was sent before.
  assert.equal((await begin(server, wanted)).body.missing.length, 2)
  assert.equal((await push(server, wanted)).status, 201)
})

test('a blob that vanished between beginning and completing is asked for again', async () => {
  await using server = await startServer()
  const wanted = { name: 'admin/net', version: '1.0.0', files: { a: 'a' } }
  const begun = await begin(server, wanted)
  await send(server, wanted, begun.body.missing)
  const { database } = server.deps
  await database.write((trx) => trx.updateTable('blob').set({ state: 'deleting' }).execute())
  const early = await complete(server, wanted, begun.body.upload_id)
  assert.equal(early.status, 409)
  assert.match(early.body.detail, /1 of 1 blobs have not arrived/)
  assert.equal((await begin(server, wanted)).body.missing.length, 1)
})

test('the bytes of a deleted version go when nothing else holds them', async () => {
  await using server = await startServer()
  const { database } = server.deps
  const shared = randomBytes(10)
  await push(server, { name: 'admin/net', version: '1.0.0', files: { a: shared, b: 'only in the first' } })
  await push(server, { name: 'admin/net', version: '2.0.0', files: { a: shared } })
  await server.call('/api/v1/org/admin/models/net/1.0.0', undefined, { method: 'DELETE' })
  await database.write((trx) => trx.updateTable('registration').set({ expires_at: 1 }).execute())
  await collectGarbage(server.deps, { now: Date.now() + 2 * HOUR })
  const left = await database.read.selectFrom('blob').select('size').execute()
  assert.deepEqual(
    left.map(({ size }) => size),
    [10],
  )
})

test('two who ask for the same at the same moment share one registration', async () => {
  await using server = await startServer()
  await using other = await startServer({ on: server })
  for (let round = 0; round < 5; round++) {
    const wanted = { name: 'admin/net', version: `1.0.${round}`, files: { a: randomBytes(10) } }
    const answers = await Promise.all([server, other, server, other].map((on) => begin(on, wanted)))
    const ids = new Set(answers.map(({ body }) => body.upload_id))
    assert.equal(ids.size, 1)
  }
})
