// Tells an endpoint that fails half the time of many events, by a test clock, and wants none lost and every
// try at its time: 5 s, 30 s, 2 min, 10 min, 30 min, 2 h, 6 h, 12 h, 24 h after the one before, ±10 %.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { pino } from 'pino'
import type { Database } from '../packages/server/src/db/database.ts'
import { openDatabase } from '../packages/server/src/db/open-database.ts'
import { deliverDue } from '../packages/server/src/domain/events/deliver-due.ts'
import { recordEvent } from '../packages/server/src/domain/events/record-event.ts'
import { resendSince } from '../packages/server/src/domain/events/replay-log.ts'
import { addEndpoint } from '../packages/server/src/domain/events/webhook-endpoints.ts'
import { standardSecret } from '../packages/server/src/domain/events/webhook-secret.ts'
import { Webhooks } from '../packages/server/src/domain/events/webhooks.ts'
import { newId } from '../packages/server/src/ids.ts'
import { openSigner } from '../packages/server/src/signer.ts'
import { isMain, readArguments } from './lib/arguments.ts'
import type { Seen } from './lib/flaky-receiver.worker.ts'
import { makeDataFolder, removeFolder } from './lib/server-process.ts'

/** The promise, said here once more on its own, in seconds. */
const WAITS = [5, 30, 120, 600, 1800, 7200, 21600, 43200, 86400]
const START = Date.UTC(2030, 0, 1)
const DAY = 24 * 3600_000

export interface WebhookRun {
  calls: number
  /** Delivered by the schedule alone. */
  delivered: number
  /** Failed ten times in a row: in the log, and delivered when they were asked for again. */
  exhausted: number
  seconds: { record: number; deliver: number }
}

/** Runs it on a database; throws at the first thing that is not as promised. */
export async function tellMany(database: Database, count: number, seed: number): Promise<WebhookRun> {
  const ownerId = await addOwner(database)
  const world = { ownerId, mode: 'test', allowLoopback: true } as const
  const signer = await openSigner(database)
  const receiver = new Worker(new URL('./lib/flaky-receiver.worker.ts', import.meta.url), {
    workerData: { seed },
  })
  const [port] = (await once(receiver, 'message')) as [number]
  const url = `http://127.0.0.1:${port}/`
  const webhooks = new Webhooks({ database, signer, log: pino({ level: 'error' }), allowLoopback: true })
  try {
    const { endpoint, secret } = await addEndpoint(database, signer, world, { url, events: ['*'] })
    receiver.postMessage(standardSecret(secret))
    const begin = performance.now()
    for (let done = 0; done < count; done += 500) {
      await database.write(async (trx) => {
        for (let at = done; at < Math.min(done + 500, count); at++) {
          await recordEvent(trx, { ownerId, mode: 'test', type: 'payout.paid', data: { at }, now: START })
        }
      })
    }
    const recorded = performance.now()
    await deliverDue({ database, webhooks }, { ...world, until: START + 3 * DAY })
    const ended = performance.now()

    const states = await checkSchedule(database, endpoint.id, count)
    let left = states.failed
    for (let at = START + 3 * DAY; left > 0; at += 3 * DAY) {
      await database.write((trx) => trx.updateTable('test_clock').set({ frozen_at: at }).execute())
      assert.equal(await resendSince(database, endpoint, { since: START, undeliveredOnly: true }), left)
      await deliverDue({ database, webhooks }, { ...world, until: at + 3 * DAY })
      left = (await countStates(database, endpoint.id)).failed
    }
    receiver.postMessage('what have you seen?')
    const [{ calls, wrong, taken }] = (await once(receiver, 'message')) as [Seen]
    assert.equal(wrong, undefined, 'the library verifies each')
    assert.equal(taken.size, count, 'every event has arrived')
    for (const [id, times] of taken) assert.equal(times, 1, `${id} was taken ${times} times`)
    return {
      calls,
      delivered: states.delivered,
      exhausted: states.failed,
      seconds: { record: (recorded - begin) / 1000, deliver: (ended - recorded) / 1000 },
    }
  } finally {
    await webhooks.close()
    await receiver.terminate()
  }
}

async function addOwner(database: Database): Promise<string> {
  const id = newId('usr')
  const now = Date.now()
  await database.write(async (trx) => {
    await trx
      .insertInto('account')
      .values({ id, kind: 'user', slug: id.toLowerCase(), name: id, created_at: now, updated_at: now })
      .execute()
    await trx
      .insertInto('test_clock')
      .values({ id: newId('clk'), owner_id: id, frozen_at: START, created_at: now, updated_at: now })
      .execute()
  })
  return id
}

async function countStates(database: Database, endpointId: string) {
  const rows = await database.read
    .selectFrom('webhook_delivery')
    .select(['state', (of) => of.fn.countAll<number>().as('count')])
    .where('endpoint_id', '=', endpointId)
    .groupBy('state')
    .execute()
  const count = (state: string) => rows.find((row) => row.state === state)?.count ?? 0
  return { pending: count('pending'), delivered: count('delivered'), failed: count('failed') }
}

async function checkSchedule(database: Database, endpointId: string, count: number) {
  const states = await countStates(database, endpointId)
  assert.equal(states.pending, 0)
  assert.equal(states.delivered + states.failed, count, 'none is lost')
  let after = ''
  for (;;) {
    const rows = await database.read
      .selectFrom('webhook_delivery')
      .select(['event_id', 'state', 'attempts'])
      .where('endpoint_id', '=', endpointId)
      .where('event_id', '>', after)
      .orderBy('event_id')
      .limit(5000)
      .execute()
    if (rows.length === 0) return states
    for (const { event_id, state, attempts } of rows) {
      const tries = JSON.parse(attempts) as { at: number; status: number | null }[]
      assert.equal(tries[0]!.at, START, `${event_id} was told at once`)
      for (const [index, { at, status }] of tries.entries()) {
        const isLast = index === tries.length - 1
        assert.equal(status, isLast && state === 'delivered' ? 200 : 500)
        if (index === 0) continue
        const wait = (at - tries[index - 1]!.at) / 1000 / WAITS[index - 1]!
        assert.ok(wait >= 0.899 && wait <= 1.101, `${event_id}: try ${index + 1} after ${wait} of its wait`)
      }
      if (state === 'failed') assert.equal(tries.length, WAITS.length + 1)
    }
    after = rows.at(-1)!.event_id
  }
}

if (isMain('webhooks')) {
  const { rounds, seed } = readArguments({ rounds: 100_000 })
  const folder = await makeDataFolder()
  const database = await openDatabase({ dataFolder: folder, url: process.env.SOAK_DATABASE_URL })
  try {
    const { calls, delivered, exhausted, seconds } = await tellMany(database, rounds, seed)
    console.log(
      `${rounds} events recorded in ${seconds.record.toFixed(1)} s and told in ${seconds.deliver.toFixed(1)} s ` +
        `(${calls} calls): ${delivered} taken on schedule, ${exhausted} failed ten times and were resent, 0 lost, ` +
        '0 out of schedule',
    )
  } finally {
    await database.close()
    await removeFolder(folder)
  }
}
