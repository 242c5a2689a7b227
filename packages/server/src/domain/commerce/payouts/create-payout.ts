import type { Selectable } from 'kysely'
import type { Db, Trx } from '../../../db/database.ts'
import { isUniqueViolation } from '../../../db/errors.ts'
import type { PayoutTable } from '../../../db/tables/commerce.ts'
import type { KeyMode } from '../../../db/tables.ts'
import { Fault } from '../../../fault.ts'
import { newId } from '../../../ids.ts'
import { actFor } from '../../accounts/act-for.ts'
import type { Caller } from '../../accounts/caller.ts'
import { clockNow } from '../../events/clock.ts'
import type { Commerce } from '../commerce.ts'
import { balanceOf, holdBalance, move, payoutsOf, sumOf } from '../ledger.ts'
import { fingerprintOf, mismatch } from '../purchases/purchase.ts'
import { refuseField } from '../refuse-field.ts'
import { sendPayout } from './send-payout.ts'

export type PayoutRow = Selectable<PayoutTable>

/** The least that is paid out, in minor units. */
export const LEAST_PAYOUT = 2500

/** Where test money goes when nothing else is said. */
const TEST_DESTINATION = 'ba_test'

export interface NewPayout {
  currency: string
  /** Minor units; all that is available when not given. */
  amount?: number | undefined
  owner?: string | undefined
}

/**
 * Pays out what of a balance is available, now instead of next Monday.
 *
 * @throws Fault `insufficient_balance` when that is less than asked for or than the least payout; `conflict`
 * without a destination
 */
export async function createPayout(
  commerce: Commerce,
  caller: Caller,
  input: NewPayout,
  idempotencyKey?: string,
): Promise<PayoutRow> {
  const { database } = commerce
  const ownerId = await actFor(database.read, caller, input.owner)
  const destination = await findDestination(database.read, ownerId, caller.mode)
  if (destination === undefined) {
    throw new Fault('conflict', 'say where to: PUT /v1/payout_destination', { field: 'destination' })
  }
  if (input.amount !== undefined && input.amount < LEAST_PAYOUT) {
    throw refuseField('amount', `must be at least ${LEAST_PAYOUT}`)
  }
  const fingerprint = idempotencyKey === undefined ? null : fingerprintOf({ ...input, mode: caller.mode })
  const attempt = () =>
    database.write(async (trx) => {
      if (idempotencyKey !== undefined) {
        const before = await trx
          .selectFrom('payout')
          .selectAll()
          .where('made_by', '=', caller.account.id)
          .where('idempotency_key', '=', idempotencyKey)
          .executeTakeFirst()
        if (before) return before
      }
      const now = await clockNow(trx, ownerId, caller.mode)
      const key = { ownerId, mode: caller.mode, currency: input.currency }
      await holdBalance(trx, key)
      const available = await sumOf(trx, key, 'balance', now)
      const amount = input.amount ?? available
      if (amount > available || amount < LEAST_PAYOUT) {
        const message = `${available} minor units are available; the least payout is ${LEAST_PAYOUT}`
        throw new Fault('insufficient_balance', message, { field: 'amount' })
      }
      return beginPayout(commerce, trx, {
        ...key,
        amount,
        destination,
        now,
        week: null,
        made_by: caller.account.id,
        idempotency_key: idempotencyKey ?? null,
        fingerprint,
      })
    })
  const payout = await attempt().catch((error: unknown) => {
    if (idempotencyKey !== undefined && isUniqueViolation(error)) return attempt()
    throw error
  })
  if (payout.fingerprint !== fingerprint) throw mismatch()
  return payout.status === 'pending' ? sendPayout(commerce, payout) : payout
}

interface Beginning {
  ownerId: string
  mode: KeyMode
  currency: string
  amount: number
  destination: string
  now: number
  week: number | null
  made_by: string | null
  idempotency_key: string | null
  fingerprint: string | null
}

/** Sets money aside for a payout, under the balance's hold. */
export async function beginPayout(
  commerce: Commerce,
  trx: Trx,
  { ownerId, now, ...rest }: Beginning,
): Promise<PayoutRow> {
  const payout: PayoutRow = {
    id: newId('po'),
    owner_id: ownerId,
    ...rest,
    status: 'pending',
    provider: commerce.provider(rest.mode).name,
    provider_ref: null,
    failure_message: null,
    arrives_at: null,
    created_at: now,
    settled_at: null,
    checked_at: Date.now(),
  }
  await trx.insertInto('payout').values(payout).execute()
  await move(
    trx,
    {
      sourceId: payout.id,
      kind: 'payout',
      mode: payout.mode,
      currency: payout.currency,
      availableAt: 0,
      now,
    },
    [{ from: balanceOf(ownerId), to: payoutsOf(ownerId), amount: payout.amount }],
  )
  return payout
}

export async function findDestination(db: Db, ownerId: string, mode: KeyMode): Promise<string | undefined> {
  const row = await db
    .selectFrom('payout_destination')
    .select('destination')
    .where('owner_id', '=', ownerId)
    .where('mode', '=', mode)
    .executeTakeFirst()
  return row?.destination ?? (mode === 'test' ? TEST_DESTINATION : undefined)
}

/** Where payouts of the caller's mode go; undefined before anybody said. */
export async function getDestination(
  { database }: Commerce,
  caller: Caller,
  owner: string | undefined,
): Promise<string | undefined> {
  return findDestination(database.read, await actFor(database.read, caller, owner), caller.mode)
}

/** Says where an owner's payouts go: in live mode a connected account of Stripe's, `acct_…`. */
export async function setDestination(
  { database }: Commerce,
  caller: Caller,
  { destination, owner }: { destination: string; owner?: string | undefined },
): Promise<{ destination: string }> {
  const ownerId = await actFor(database.read, caller, owner)
  const wanted = caller.mode === 'live' ? /^acct_\w+$/ : /^ba_test\w*$/
  if (!wanted.test(destination)) {
    const what =
      caller.mode === 'live' ? "a connected account's id, acct_…" : 'ba_test, ba_test_fail or ba_test_instant'
    throw refuseField('destination', `must be ${what} in ${caller.mode} mode`)
  }
  const row = { owner_id: ownerId, mode: caller.mode, destination, updated_at: Date.now() }
  await database.write((trx) =>
    trx
      .insertInto('payout_destination')
      .values(row)
      .onConflict((conflict) =>
        conflict.columns(['owner_id', 'mode']).doUpdateSet({ destination, updated_at: row.updated_at }),
      )
      .execute(),
  )
  return { destination }
}
