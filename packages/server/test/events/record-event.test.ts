import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Trx } from '../../src/db/database.ts'
import type { KeyMode } from '../../src/db/tables.ts'
import { clockNow } from '../../src/domain/events/clock.ts'
import { removeOldEvents } from '../../src/domain/events/events.ts'
import { recordEvent } from '../../src/domain/events/record-event.ts'
import { newId } from '../../src/ids.ts'
import { openTestDatabase } from '../artifacts/open-test-database.ts'

const opened = await openTestDatabase()
const { database } = opened
after(() => opened[Symbol.asyncDispose]())

async function addOwner(trx: Trx) {
  const id = newId('usr')
  const now = Date.now()
  await trx
    .insertInto('account')
    .values({ id, kind: 'user', slug: id, name: id, created_at: now, updated_at: now })
    .execute()
  return id
}

async function addEndpoint(trx: Trx, ownerId: string, mode: KeyMode, events: string[], status = 'enabled') {
  const id = newId('whe')
  await trx
    .insertInto('webhook_endpoint')
    .values({
      id,
      owner_id: ownerId,
      mode,
      url: 'https://example.org/',
      events: JSON.stringify(events),
      status: status as 'enabled',
      secret_seed: id,
      created_at: 1,
      updated_at: 1,
    })
    .execute()
  return id
}

test('an event waits for the endpoints that want it, in their own time, and only with its transaction', async () => {
  const made = await database.write(async (trx) => {
    const owner = await addOwner(trx)
    const endpoints = {
      all: await addEndpoint(trx, owner, 'test', ['*']),
      one: await addEndpoint(trx, owner, 'test', ['payout.paid', 'listing.purchased']),
      other: await addEndpoint(trx, owner, 'test', ['payout.paid']),
      live: await addEndpoint(trx, owner, 'live', ['*']),
      off: await addEndpoint(trx, owner, 'test', ['*'], 'disabled'),
      strange: await addEndpoint(trx, await addOwner(trx), 'test', ['*']),
    }
    await trx
      .insertInto('test_clock')
      .values({ id: newId('clk'), owner_id: owner, frozen_at: 5000, created_at: 1, updated_at: 1 })
      .execute()
    return { owner, endpoints }
  })
  const { owner, endpoints } = made
  assert.equal(await clockNow(database.read, owner, 'test'), 5000)
  assert.ok((await clockNow(database.read, owner, 'live')) > 5000)

  const bought = await database.write((trx) =>
    recordEvent(trx, { ownerId: owner, mode: 'test', type: 'listing.purchased', data: { id: 'pur_1' } }),
  )
  const ready = await database.write((trx) =>
    recordEvent(trx, { ownerId: owner, mode: null, type: 'deployment.ready', data: { id: 'dep_1' } }),
  )
  await assert.rejects(
    database.write(async (trx) => {
      await recordEvent(trx, { ownerId: owner, mode: 'test', type: 'payout.paid', data: {} })
      throw new Error('not after all')
    }),
  )
  const rows = await database.read.selectFrom('webhook_delivery').selectAll().execute()
  const waiting = (id: string) => rows.filter((row) => row.event_id === id).map((row) => row.endpoint_id)
  assert.deepEqual(waiting(bought).sort(), [endpoints.all, endpoints.one].sort())
  assert.deepEqual(waiting(ready).sort(), [endpoints.all, endpoints.live].sort())
  assert.equal(rows.length, 4)
  for (const row of rows) {
    assert.equal(row.due_at === 5000, row.endpoint_id !== endpoints.live)
    assert.equal(row.state, 'pending')
  }
  const events = await database.read.selectFrom('event').selectAll().orderBy('id').execute()
  assert.deepEqual(
    events.map(({ id, data }) => [id, JSON.parse(data)]),
    [
      [bought, { id: 'pur_1' }],
      [ready, { id: 'dep_1' }],
    ],
  )
})

test('events of long ago are forgotten with their deliveries', async () => {
  const fresh = await database.write(async (trx) => {
    const owner = await addOwner(trx)
    await addEndpoint(trx, owner, 'test', ['*'])
    return recordEvent(trx, { ownerId: owner, mode: 'test', type: 'payout.paid', data: {} })
  })
  const find = () => database.read.selectFrom('event').select('id').where('id', '=', fresh).execute()
  await removeOldEvents(database)
  assert.equal((await find()).length, 1)
  await removeOldEvents(database, Date.now() + 31 * 24 * 3600_000)
  assert.equal((await find()).length, 0)
  assert.deepEqual(await database.read.selectFrom('webhook_delivery').selectAll().execute(), [])
})
