import type { Db } from '../../../db/database.ts'
import { isUniqueViolation } from '../../../db/errors.ts'
import type { KeyMode } from '../../../db/tables.ts'
import type { Commerce } from '../commerce.ts'
import { holdBalance, sumOf } from '../ledger.ts'
import { CURRENCIES } from '../money.ts'
import { DAY_MS } from '../periods.ts'
import { PATIENCE_MS } from '../purchases/recover-purchases.ts'
import { beginPayout, findDestination, LEAST_PAYOUT, type PayoutRow } from './create-payout.ts'
import { sendPayout } from './send-payout.ts'

const WEEK_MS = 7 * DAY_MS
/** The first Monday, 1970-01-05. */
const FIRST_MONDAY = 4 * DAY_MS

/** Weeks begin on Monday, 00:00 UTC; the payout of a week is made then, of what was available then. */
export const weekOf = (now: number): number => Math.floor((now - FIRST_MONDAY) / WEEK_MS)
export const weekStart = (week: number): number => FIRST_MONDAY + week * WEEK_MS

/** Makes the payouts of a week for one owner, in every currency; each is made once. */
export async function payOutWeek(
  commerce: Commerce,
  { ownerId, mode, now }: { ownerId: string; mode: KeyMode; now: number },
): Promise<void> {
  const { database } = commerce
  const destination = await findDestination(database.read, ownerId, mode)
  if (destination === undefined || (mode === 'live' && !commerce.stripe)) return
  const week = weekOf(now)
  for (const currency of CURRENCIES) {
    const key = { ownerId, mode, currency }
    const mayHave = await sumOf(database.read, key, 'balance', weekStart(week))
    if (mayHave < LEAST_PAYOUT) continue
    const payout = await database
      .write(async (trx): Promise<PayoutRow | undefined> => {
        await holdBalance(trx, key)
        // What was available on Monday, and has not been spent since.
        const amount = Math.min(
          await sumOf(trx, key, 'balance', weekStart(week)),
          await sumOf(trx, key, 'balance', now),
        )
        if (amount < LEAST_PAYOUT) return undefined
        const rest = { made_by: null, idempotency_key: null, fingerprint: null }
        return beginPayout(commerce, trx, { ...key, amount, destination, now, week, ...rest })
      })
      .catch((error: unknown) => {
        // Another server was first.
        if (isUniqueViolation(error)) return undefined
        throw error
      })
    if (payout) await sendPayout(commerce, payout, now)
  }
}

/** Whoever has something to sell and lives by real time. */
export const selectSellers = (db: Db) =>
  db
    .selectFrom('listing')
    .leftJoin('test_clock', (join) =>
      join.onRef('test_clock.owner_id', '=', 'listing.owner_id').on('listing.mode', '=', 'test'),
    )
    .select(['listing.owner_id', 'listing.mode'])
    .distinct()
    .where('test_clock.id', 'is', null)
    .execute()

/** Payouts under way of an owner that should have arrived by now. */
export const selectArriving = (db: Db, ownerId: string, now: number) =>
  db
    .selectFrom('payout')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .where('mode', '=', 'test')
    .where('status', '=', 'in_transit')
    .where('arrives_at', '<=', now)
    .orderBy('arrives_at')
    .orderBy('id')
    .execute()

/** Sends what a server that died has not sent, and looks after what should have arrived by real time. */
export async function recoverPayouts(
  commerce: Commerce,
  { patienceMs = PATIENCE_MS, accountId }: { patienceMs?: number; accountId?: string } = {},
): Promise<void> {
  const { database, log } = commerce
  const left = await database.read
    .selectFrom('payout')
    .leftJoin('test_clock', (join) =>
      join.onRef('test_clock.owner_id', '=', 'payout.owner_id').on('payout.mode', '=', 'test'),
    )
    .selectAll('payout')
    .where((row) =>
      row.or([
        row.and([
          row('payout.status', '=', 'pending'),
          row('payout.checked_at', '<=', Date.now() - patienceMs),
        ]),
        row.and([
          row('payout.status', '=', 'in_transit'),
          row('test_clock.id', 'is', null),
          row('payout.arrives_at', '<=', Date.now()),
        ]),
      ]),
    )
    .$if(accountId !== undefined, (query) => query.where('payout.owner_id', '=', accountId!))
    .orderBy('payout.checked_at')
    .limit(100)
    .execute()
  for (const payout of left) {
    await sendPayout(commerce, payout).catch((error: unknown) =>
      log.error({ err: error, payout: payout.id }, 'a payout could not be looked after'),
    )
  }
}
