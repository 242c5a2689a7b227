import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { deliverDue } from '../../src/domain/events/deliver-due.ts'
import { recordEvent } from '../../src/domain/events/record-event.ts'
import { newId } from '../../src/ids.ts'
import { addPerson } from '../accounts/people.ts'
import { startServer } from '../start-server.ts'
import { startReceiver } from './receiver.ts'

const server = await startServer({ environment: { NODEYARD_ALLOW_LOOPBACK_TARGETS: '1' } })
after(() => server[Symbol.asyncDispose]())

const HOUR = 3600_000
const START = Date.UTC(2031, 0, 1)

test('by a test clock: ten tries on schedule, an endpoint that fails for three days is ended, and others hear of it', async () => {
  const ada = await addPerson(server)
  const { database } = server.deps
  await database.write((trx) =>
    trx
      .insertInto('test_clock')
      .values({ id: newId('clk'), owner_id: ada.id, frozen_at: START, created_at: 1, updated_at: 1 })
      .execute(),
  )
  await using broken = await startReceiver((response) => response.writeHead(500).end('no'))
  await using other = await startReceiver()
  const add = async (url: string, events: string[]) =>
    (await server.call('/v1/webhook_endpoints', { url, events }, { key: ada.key })).body.id
  const id = await add(broken.url, ['payout.paid'])
  await add(other.url, ['webhook_endpoint.disabled'])
  const record = (now: number) =>
    database.write((trx) =>
      recordEvent(trx, { ownerId: ada.id, mode: 'test', type: 'payout.paid', data: {}, now }),
    )
  const first = await record(START)
  const second = await record(START + 60 * HOUR)
  const advance = async (until: number) => {
    await database.write((trx) =>
      trx.updateTable('test_clock').set({ frozen_at: until }).where('owner_id', '=', ada.id).execute(),
    )
    await deliverDue(server.deps, { ownerId: ada.id, mode: 'test', until })
  }
  const get = async (path = '') =>
    (await server.call(`/v1/webhook_endpoints/${id}${path}`, undefined, { key: ada.key })).body

  await advance(START + 59 * HOUR)
  assert.equal((await get()).status, 'enabled')
  const [{ delivery }] = (await get('/events?state=failed')).items
  assert.equal(delivery.attempts.length, 10)
  assert.deepEqual([delivery.state, delivery.next_attempt_at], ['failed', null])
  const at = delivery.attempts.map((attempt: { at: string }) => (Date.parse(attempt.at) - START) / 1000)
  assert.equal(at[0], 0)
  assert.ok(at[9] > 0.9 * 160_000 && at[9] < 1.1 * 162_000, String(at))

  await advance(START + 120 * HOUR)
  const ended = await get()
  assert.deepEqual([ended.status, ended.disabled_reason], ['disabled', 'it failed for three days'])
  const [notice] = await other.waitFor(1)
  assert.equal(notice!.event.type, 'webhook_endpoint.disabled')
  assert.equal(notice!.event.data.object.id, id)
  const heard = broken.received.length
  await advance(START + 240 * HOUR)
  assert.equal(broken.received.length, heard, 'it is not called any more')
  assert.deepEqual(
    (await get('/events')).items.map((event: { id: string }) => event.id),
    [second, first],
  )
})
