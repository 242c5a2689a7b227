import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, test } from 'node:test'
import { collectGarbage } from '../../src/domain/artifacts/collect-garbage.ts'
import { sweepRegistrations } from '../../src/domain/artifacts/registrations.ts'
import { begin, complete, oidOf, push, send } from '../registry-writes/push.ts'
import { startServer } from '../start-server.ts'

const HOUR = 3600_000

// One pair of servers on one store for all of this file. The collector runs over everything in it.
const server = await startServer()
const other = await startServer({ on: server })
const { database } = server.deps
after(async () => {
  await other[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})

const isHere = async (bytes: Uint8Array | string) => {
  const sha256 = oidOf(bytes).slice('sha256:'.length)
  const row = await database.read
    .selectFrom('blob')
    .select('state')
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  return row !== undefined
}
/** As if the time of grace of all blobs had passed. */
const collect = () => collectGarbage(server.deps, { now: Date.now() + 2 * HOUR })
const expireAll = () =>
  database.write((trx) =>
    trx
      .updateTable('registration')
      .set({ expires_at: Date.now() - 1 })
      .execute(),
  )

test('a registration holds its blobs until it expires, and then they go', async () => {
  const bytes = randomBytes(100)
  const wanted = { name: 'admin/held', version: '1.0.0', files: { bytes } }
  const begun = await begin(server, wanted)
  await send(server, wanted, begun.body.missing)
  await collect()
  assert.ok(await isHere(bytes))

  await expireAll()
  assert.equal((await complete(server, wanted, begun.body.upload_id)).status, 404)
  await sweepRegistrations(database)
  assert.deepEqual(await database.read.selectFrom('registration_blob').selectAll().execute(), [])
  await collect()
  assert.ok(!(await isHere(bytes)))
  // What is gone is asked for again, though it was sent before.
  assert.equal((await begin(server, wanted)).body.missing.length, 1)
  assert.equal((await push(server, wanted)).status, 201)
})

test('a blob that vanished between beginning and completing is asked for again', async () => {
  const bytes = randomBytes(100)
  const wanted = { name: 'admin/vanished', version: '1.0.0', files: { bytes } }
  const begun = await begin(server, wanted)
  await send(server, wanted, begun.body.missing)
  const sha256 = oidOf(bytes).slice('sha256:'.length)
  await database.write((trx) =>
    trx.updateTable('blob').set({ state: 'deleting', touched_at: 1 }).where('sha256', '=', sha256).execute(),
  )
  const early = await complete(server, wanted, begun.body.upload_id)
  assert.equal(early.status, 409)
  assert.match(early.body.detail, /1 of 1 blobs have not arrived/)
  assert.equal((await begin(server, wanted)).body.missing.length, 1)
  // The removal was left behind by a server that died: whoever sends the same bytes ends it first.
  assert.equal((await push(server, wanted)).status, 201)
})

test('the bytes of a deleted version go when nothing else holds them', async () => {
  const shared = randomBytes(10)
  const own = randomBytes(10)
  await push(server, { name: 'admin/freed', version: '1.0.0', files: { shared, own } })
  await push(server, { name: 'admin/freed', version: '2.0.0', files: { shared } })
  await server.call('/api/v1/org/admin/models/freed/1.0.0', undefined, { method: 'DELETE' })
  await expireAll()
  await collect()
  assert.deepEqual([await isHere(shared), await isHere(own)], [true, false])
})

test('two who ask for the same at the same moment share one registration', async () => {
  for (let round = 0; round < 5; round++) {
    const wanted = { name: 'admin/asked', version: `1.0.${round}`, files: { a: randomBytes(10) } }
    const answers = await Promise.all([server, other, server, other].map((on) => begin(on, wanted)))
    const ids = new Set(answers.map(({ body }) => body.upload_id))
    assert.equal(ids.size, 1)
  }
})
