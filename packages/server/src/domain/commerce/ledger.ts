import type { Db, Trx } from '../../db/database.ts'
import type { LedgerAccount } from '../../db/tables/commerce.ts'
import type { KeyMode } from '../../db/tables.ts'
import { type Insert, insertOf, insertTogether } from '../../db/template.ts'
import { newId } from '../../ids.ts'

/** Whose account it is: an account's id, or the platform's own. */
export const PLATFORM = 'platform'

/** An account of the ledger: `[owner, name]`. */
type Place = readonly [owner: string, account: LedgerAccount]

/** The platform's fees; money at (or owed by) payment providers; money held while a dispute is open. */
export const FEES: Place = [PLATFORM, 'fees']
export const CLEARING: Place = [PLATFORM, 'clearing']
export const DISPUTES: Place = [PLATFORM, 'disputes']

/** What the platform owes an owner; what of it is on its way to their bank. */
export const balanceOf = (ownerId: string): Place => [ownerId, 'balance']
export const payoutsOf = (ownerId: string): Place => [ownerId, 'payouts']

/** Money that goes from one account to another. Nothing is moved where the amount is 0. */
export interface Movement {
  from: Place
  to: Place
  amount: number
}

export interface Cause {
  /** What moves money: a purchase, refund, payout or dispute. It can do so once for each kind. */
  sourceId: string
  kind:
    | 'charge'
    | 'refund'
    | 'refund_returned'
    | 'payout'
    | 'payout_paid'
    | 'payout_returned'
    | 'dispute'
    | 'dispute_won'
    | 'dispute_lost'
  mode: KeyMode
  currency: string
  purchaseId?: string | null
  /** From when on what is credited can be spent or paid out. */
  availableAt: number
  /** From when on a balance is without what is debited; always, when not given. */
  takenAt?: number
  now: number
}

/**
 * Writes movements to the ledger. Together with what causes them, in one transaction: a second time for the
 * same cause violates the ledger's uniqueness and undoes everything.
 */
export async function move(trx: Trx, cause: Cause, movements: readonly Movement[]): Promise<void> {
  await insertTogether(trx, [movementsOf(cause, movements)])
}

/** The same, to be written together with other rows. */
export function movementsOf(cause: Cause, movements: readonly Movement[]): Insert {
  const rows = movements
    .filter(({ amount }) => amount > 0)
    .map(({ from, to, amount }, index) => ({
      id: newId('mov'),
      source_id: cause.sourceId,
      kind: cause.kind,
      line: index + 1,
      mode: cause.mode,
      currency: cause.currency,
      debit_owner: from[0],
      debit_account: from[1],
      credit_owner: to[0],
      credit_account: to[1],
      amount,
      purchase_id: cause.purchaseId ?? null,
      taken_at: cause.takenAt ?? 0,
      available_at: cause.availableAt,
      created_at: cause.now,
    }))
  return insertOf('ledger', rows)
}

export interface BalanceKey {
  ownerId: string
  mode: KeyMode
  currency: string
}

/** What is in an owner's account: all of it, or what was available at a time. It may be below zero. */
export async function sumOf(
  db: Db,
  { ownerId, mode, currency }: BalanceKey,
  account: LedgerAccount,
  availableBy?: number,
): Promise<number> {
  const side = (name: 'debit' | 'credit') =>
    db
      .selectFrom('ledger')
      .select((row) => row.fn.coalesce(row.fn.sum<number>('amount'), row.val(0)).as('total'))
      .where(`${name}_owner`, '=', ownerId)
      .where('mode', '=', mode)
      .where('currency', '=', currency)
      .where(`${name}_account`, '=', account)
      .$if(availableBy !== undefined, (query) =>
        query.where(name === 'debit' ? 'taken_at' : 'available_at', '<=', availableBy!),
      )
      .executeTakeFirstOrThrow()
  const credit = await side('credit')
  const debit = await side('debit')
  return Number(credit.total) - Number(debit.total)
}

/** Keeps everyone else from spending this balance until the transaction ends. Comes before looking at it. */
export async function holdBalance(trx: Trx, { ownerId, mode, currency }: BalanceKey): Promise<void> {
  const now = Date.now()
  await trx
    .insertInto('balance_hold')
    .values({ owner_id: ownerId, mode, currency, changed_at: now })
    .onConflict((conflict) =>
      conflict.columns(['owner_id', 'mode', 'currency']).doUpdateSet({ changed_at: now }),
    )
    .execute()
}
