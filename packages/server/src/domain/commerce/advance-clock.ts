import type { Selectable } from 'kysely'
import type { Database, Db } from '../../db/database.ts'
import { isUniqueViolation } from '../../db/errors.ts'
import type { TestClockTable } from '../../db/tables/events.ts'
import { Fault } from '../../fault.ts'
import { newId } from '../../ids.ts'
import { actFor } from '../accounts/act-for.ts'
import type { Caller } from '../accounts/caller.ts'
import { deliverDue } from '../events/deliver-due.ts'
import type { Webhooks } from '../events/webhooks.ts'
import type { Commerce } from './commerce.ts'
import { payOutWeek, selectArriving, weekOf, weekStart } from './payouts/run-payouts.ts'
import { sendPayout } from './payouts/send-payout.ts'
import { DAY_MS } from './periods.ts'
import { refuseField } from './refuse-field.ts'
import { recoverAll } from './run-due.ts'
import { endSubscription } from './subscriptions/end-subscription.ts'
import { runSubscription } from './subscriptions/run-subscription.ts'

export type TestClock = Selectable<TestClockTable>

export interface ClockDeps {
  commerce: Commerce
  database: Database
  webhooks: Webhooks
}

/** How far one step may go. */
const MOST_MS = 2 * 366 * DAY_MS

function requireTestMode({ mode }: Caller): void {
  if (mode === 'test') return
  throw new Fault('mode_mismatch', 'time can be advanced in test mode only: use a key of test mode')
}

/**
 * Gives an account a time of its own in test mode: from then on nothing of its test-mode money happens by
 * itself, only when the clock is advanced.
 *
 * @throws Fault `conflict` when it has one
 */
export async function createClock(
  { database }: ClockDeps,
  caller: Caller,
  {
    frozenAt = Date.now(),
    name,
    owner,
  }: { frozenAt?: number | undefined; name?: string | undefined; owner?: string | undefined },
): Promise<TestClock> {
  requireTestMode(caller)
  const ownerId = await actFor(database.read, caller, owner)
  const now = Date.now()
  const row: TestClock = {
    id: newId('clk'),
    owner_id: ownerId,
    name: name ?? null,
    frozen_at: frozenAt,
    target: null,
    created_at: now,
    updated_at: now,
  }
  try {
    await database.write((trx) => trx.insertInto('test_clock').values(row).execute())
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Fault('conflict', 'there is a test clock already: advance it, or delete it first')
  }
  return row
}

/** @throws Fault `not_found`, also for a key of live mode */
export async function getClock(db: Db, caller: Caller, id: string): Promise<TestClock> {
  const clock = await db.selectFrom('test_clock').selectAll().where('id', '=', id).executeTakeFirst()
  if (!clock || caller.mode !== 'test') throw new Fault('not_found', 'there is no such test clock')
  if (clock.owner_id !== caller.account.id) {
    const role = await db
      .selectFrom('member')
      .select('role')
      .where('org_id', '=', clock.owner_id)
      .where('user_id', '=', caller.account.id)
      .where('role', 'in', ['owner', 'admin'])
      .executeTakeFirst()
    if (!role) throw new Fault('not_found', 'there is no such test clock')
  }
  return clock
}

/** The clocks of the caller and of the organisations it administers; live mode has none. */
export async function listClocks(db: Db, caller: Caller): Promise<TestClock[]> {
  if (caller.mode !== 'test') return []
  return db
    .selectFrom('test_clock')
    .selectAll()
    .where((clock) =>
      clock.or([
        clock('owner_id', '=', caller.account.id),
        clock(
          'owner_id',
          'in',
          clock
            .selectFrom('member')
            .select('org_id')
            .where('user_id', '=', caller.account.id)
            .where('role', 'in', ['owner', 'admin']),
        ),
      ]),
    )
    .orderBy('id', 'desc')
    .execute()
}

/** Takes a clock away: its account lives by real time again, and what lived by the clock ends. */
export async function removeClock({ database }: ClockDeps, caller: Caller, id: string): Promise<void> {
  const clock = await getClock(database.read, caller, id)
  await database.write(async (trx) => {
    const subscriptions = await trx
      .selectFrom('subscription')
      .select('id')
      .where('clock_owner', '=', clock.owner_id)
      .where('status', '!=', 'canceled')
      .execute()
    for (const subscription of subscriptions) {
      await endSubscription(trx, subscription.id, clock.frozen_at, 'test_clock_deleted')
    }
    await trx.deleteFrom('test_clock').where('id', '=', id).execute()
  })
}

/**
 * Moves an account's time forward and does, in its order, everything that becomes due on the way: trials that
 * end, renewals, payments that are tried again, payouts and their arrival, webhook deliveries. Returns when it
 * is done. The same history gives the same result every time.
 *
 * @throws Fault `validation_failed` for a time that is not ahead
 */
export async function advanceClock(
  deps: ClockDeps,
  caller: Caller,
  id: string,
  to: number,
): Promise<TestClock> {
  requireTestMode(caller)
  const { database } = deps
  const clock = await getClock(database.read, caller, id)
  if (to < clock.frozen_at) throw refuseField('to', 'must not be before the clock’s own time')
  if (to > clock.frozen_at + MOST_MS)
    throw refuseField('to', 'must be within two years of the clock’s own time')
  // Whoever advances a clock that is on its way goes the same way: each step happens once.
  await database.write((trx) =>
    trx
      .updateTable('test_clock')
      .set({ target: to, updated_at: Date.now() })
      .where('id', '=', id)
      .where((row) => row.or([row('target', 'is', null), row('target', '<', to)]))
      .execute(),
  )
  await runTo(deps, clock.owner_id, to)
  return getClock(database.read, caller, id)
}

/** Goes on with clocks whose server died on the way. */
export async function resumeClocks(deps: ClockDeps, { patienceMs = 60_000 } = {}): Promise<void> {
  const { database } = deps
  const stuck = await database.read
    .selectFrom('test_clock')
    .selectAll()
    .where('target', 'is not', null)
    .where('updated_at', '<=', Date.now() - patienceMs)
    .execute()
  for (const { owner_id: ownerId, target } of stuck) await runTo(deps, ownerId, target!)
}

async function runTo(deps: ClockDeps, ownerId: string, to: number): Promise<void> {
  const { commerce, database } = deps
  for (;;) {
    const next = await findNext(database.read, ownerId, to)
    if (!next) break
    // What a provider did not answer is asked again before time goes on.
    await recoverAll(commerce, { patienceMs: 0, accountId: ownerId })
    await setTime(database, ownerId, next.at)
    await deliverDue(deps, { ownerId, mode: 'test', until: next.at })
    await next.run(commerce)
  }
  await recoverAll(commerce, { patienceMs: 0, accountId: ownerId })
  await setTime(database, ownerId, to)
  await deliverDue(deps, { ownerId, mode: 'test', until: to })
  await database.write((trx) =>
    trx
      .updateTable('test_clock')
      .set({ target: null, updated_at: Date.now() })
      .where('owner_id', '=', ownerId)
      .whereRef('target', '<=', 'frozen_at')
      .execute(),
  )
}

/** Time only goes forward, also when two servers go on with the same clock. */
async function setTime(database: Database, ownerId: string, to: number): Promise<void> {
  await database.write((trx) =>
    trx
      .updateTable('test_clock')
      .set({ frozen_at: to, updated_at: Date.now() })
      .where('owner_id', '=', ownerId)
      .where('frozen_at', '<=', to)
      .execute(),
  )
}

interface Due {
  at: number
  run(commerce: Commerce): Promise<void>
}

/** What comes first, at the latest by `to`: subscriptions before payouts' arrivals before the week's payouts. */
async function findNext(db: Db, ownerId: string, to: number): Promise<Due | undefined> {
  const clock = await db
    .selectFrom('test_clock')
    .select('frozen_at')
    .where('owner_id', '=', ownerId)
    .executeTakeFirst()
  if (!clock) return undefined
  const now = clock.frozen_at
  const dues: Due[] = []
  const subscription = await db
    .selectFrom('subscription')
    .select(['id', 'due_at'])
    .where('clock_owner', '=', ownerId)
    .where('due_at', '<=', to)
    .orderBy('due_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (subscription) {
    const at = Math.max(now, subscription.due_at!)
    dues.push({ at, run: (commerce) => runSubscription(commerce, subscription.id, at) })
  }
  const [arriving] = await selectArriving(db, ownerId, to)
  if (arriving) {
    const at = Math.max(now, arriving.arrives_at!)
    dues.push({
      at,
      async run(commerce) {
        await sendPayout(commerce, arriving, at)
      },
    })
  }
  // The Monday after now; the one that is now was done when the clock came to it.
  const monday = weekStart(weekOf(now) + 1)
  if (monday <= to) {
    dues.push({ at: monday, run: (commerce) => payOutWeek(commerce, { ownerId, mode: 'test', now: monday }) })
  }
  return dues.sort((a, b) => a.at - b.at)[0]
}
