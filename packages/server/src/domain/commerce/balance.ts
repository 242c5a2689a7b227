import type { Selectable } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { LedgerTable } from '../../db/tables/commerce.ts'
import type { KeyMode } from '../../db/tables.ts'
import { actFor } from '../accounts/act-for.ts'
import type { Caller } from '../accounts/caller.ts'
import { clockNow } from '../events/clock.ts'
import { sumOf } from './ledger.ts'
import { CURRENCIES, type Money } from './money.ts'

export interface Balance {
  available: Money[]
  pending: Money[]
  inTransit: Money[]
}

/** What an account has earned: what it may spend or have paid out now, what is held back, what is on its way. */
export async function getBalance(db: Db, caller: Caller, owner: string | undefined): Promise<Balance> {
  const ownerId = await actFor(db, caller, owner)
  const { mode } = caller
  const now = await clockNow(db, ownerId, mode)
  const balance: Balance = { available: [], pending: [], inTransit: [] }
  for (const currency of CURRENCIES) {
    const key = { ownerId, mode, currency }
    const total = await sumOf(db, key, 'balance')
    const available = await sumOf(db, key, 'balance', now)
    const inTransit = await sumOf(db, key, 'payouts')
    if (currency !== 'usd' && total === 0 && available === 0 && inTransit === 0) continue
    balance.available.push({ currency, amount: available })
    balance.pending.push({ currency, amount: total - available })
    balance.inTransit.push({ currency, amount: inTransit })
  }
  return balance
}

/** A line of an account's balance: what a movement of the ledger added to it or took from it. */
export interface BalanceLine {
  id: string
  type: string
  source_id: string
  purchase_id: string | null
  currency: string
  /** Below zero for what was taken. */
  amount: number
  available_at: number
  created_at: number
}

interface LineFilter {
  currency?: string | undefined
  from?: number | undefined
  to?: number | undefined
  after: string | undefined
  limit: number
  order: 'asc' | 'desc'
}

/** The lines of an account's balance in the order they were written, or the newest first. */
export async function listBalanceLines(
  db: Db,
  { ownerId, mode }: { ownerId: string; mode: KeyMode },
  { currency, from, to, after, limit, order }: LineFilter,
): Promise<BalanceLine[]> {
  const side = (name: 'debit' | 'credit') => {
    let query = db
      .selectFrom('ledger')
      .selectAll()
      .where(`${name}_owner`, '=', ownerId)
      .where(`${name}_account`, '=', 'balance')
      .where('mode', '=', mode)
    if (currency !== undefined) query = query.where('currency', '=', currency)
    if (from !== undefined) query = query.where('created_at', '>=', from)
    if (to !== undefined) query = query.where('created_at', '<', to)
    if (after !== undefined) query = query.where('id', order === 'asc' ? '>' : '<', after)
    return query.orderBy('id', order).limit(limit).execute()
  }
  const rows: Selectable<LedgerTable>[] = [...(await side('credit')), ...(await side('debit'))]
  const sign = order === 'asc' ? 1 : -1
  return rows
    .sort((a, b) => (a.id < b.id ? -sign : sign))
    .slice(0, limit)
    .map((row) => {
      const isCredit = row.credit_owner === ownerId && row.credit_account === 'balance'
      return {
        id: row.id,
        type: row.kind,
        source_id: row.source_id,
        purchase_id: row.purchase_id,
        currency: row.currency,
        amount: isCredit ? row.amount : -row.amount,
        available_at: isCredit ? row.available_at : Math.max(row.taken_at, row.created_at),
        created_at: row.created_at,
      }
    })
}

/** Every line of a balance between two times, the oldest first, read as it is asked for. */
export async function* readStatement(
  db: Db,
  owner: { ownerId: string; mode: KeyMode },
  filter: Pick<LineFilter, 'currency' | 'from' | 'to'>,
): AsyncGenerator<BalanceLine, void> {
  let after: string | undefined
  for (;;) {
    const lines = await listBalanceLines(db, owner, { ...filter, after, limit: 1000, order: 'asc' })
    yield* lines
    if (lines.length < 1000) return
    after = lines.at(-1)!.id
  }
}
