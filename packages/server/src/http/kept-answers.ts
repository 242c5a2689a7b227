import { randomUUID } from 'node:crypto'
import type { Database, Db } from '../db/database.ts'
import { Fault } from '../fault.ts'

/** How long an answer is kept for retries of its request. */
export const KEPT_MS = 24 * 3600_000

/**
 * How long a request in flight holds its key without a word from its server. A server that dies leaves the
 * key free again after this time; one that lives says so (`holdOn`) well before.
 */
export const LEASE_MS = 60_000

export interface KeptAnswer {
  status: number
  headers: Record<string, string>
  body: string
  isSealed: boolean
}

/** A request's hold on its idempotency key, until it is answered. */
export interface Claim {
  accountId: string
  key: string
  /** Unique to this one attempt: a later one that took over has another. */
  claim: string
  /** Where its ids come from, and what the transactions of an attempt before this one have come to. */
  journal: string
}

/**
 * Takes an idempotency key for a request, or finds what the same request was answered before. One of any
 * number of requests at once, on any number of servers, gets the key: the table's primary key decides.
 *
 * @param requestHash what makes it the same request
 * @throws Fault `idempotency_mismatch` when the key belongs to another request, `idempotency_in_progress`
 * when the same one is being answered now
 */
export async function claimKey(
  database: Database,
  accountId: string,
  key: string,
  requestHash: string,
): Promise<Claim | KeptAnswer> {
  // Retries of what is answered only read: they wait for no writer, and no writer waits for them.
  const known = await find(database.read, accountId, key)
  const kept = known && keptFor(known, requestHash, Date.now())
  if (kept) return kept

  return database.write(async (trx) => {
    const now = Date.now()
    const claim = randomUUID()
    const seed = `seed ${randomUUID()} ${now}\n`
    const fresh = { request_hash: requestHash, claim, locked_until: now + LEASE_MS, created_at: now }
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('idempotency')
      .values({ account_id: accountId, key, ...fresh, journal: seed })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows === 1n) return { accountId, key, claim, journal: seed }

    const row = await find(trx, accountId, key)
    // Removed since the insert found it: its request failed a moment ago, so a retry is welcome.
    if (!row) throw inProgress()
    const kept = keptFor(row, requestHash, now)
    if (kept) return kept
    if (!isOver(row, now) && row.locked_until > now) throw inProgress()
    const journal = (isOver(row, now) ? null : row.journal) ?? seed
    const { numUpdatedRows } = await trx
      .updateTable('idempotency')
      .set({ ...fresh, journal, status: null, headers: null, body: null, is_sealed: 0 })
      .where('account_id', '=', accountId)
      .where('key', '=', key)
      .where('claim', '=', row.claim)
      .where('locked_until', '=', row.locked_until)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw inProgress()
    return { accountId, key, claim, journal }
  })
}

const find = (db: Db, accountId: string, key: string) =>
  db
    .selectFrom('idempotency')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('key', '=', key)
    .executeTakeFirst()

type Row = NonNullable<Awaited<ReturnType<typeof find>>>

const isOver = (row: Row, now: number) => row.created_at <= now - KEPT_MS

/**
 * What a retry of the request is answered, if it was answered and that is still kept.
 *
 * @throws Fault `idempotency_mismatch`
 */
function keptFor(row: Row, requestHash: string, now: number): KeptAnswer | undefined {
  if (isOver(row, now)) return undefined
  if (row.request_hash !== requestHash) {
    throw new Fault('idempotency_mismatch', 'this Idempotency-Key was used for another request', {
      field: 'Idempotency-Key',
    })
  }
  if (row.status === null) return undefined
  const headers = JSON.parse(row.headers ?? '{}') as Record<string, string>
  return { status: row.status, headers, body: row.body ?? '', isSealed: row.is_sealed === 1 }
}

const inProgress = () =>
  new Fault('idempotency_in_progress', 'the same request is being answered: try again in a moment', {
    field: 'Idempotency-Key',
    retryAfter: 1,
  })

const rowOf = ({ accountId, key, claim }: Claim) => ({ account_id: accountId, key, claim })

/** The request is still being answered. */
export async function holdOn(database: Database, claim: Claim): Promise<void> {
  await database.write((trx) =>
    trx
      .updateTable('idempotency')
      .set({ locked_until: Date.now() + LEASE_MS })
      .where((where) => where.and(rowOf(claim)))
      .where('status', 'is', null)
      .execute(),
  )
}

/** Keeps the answer for retries. */
export async function keepAnswer(database: Database, claim: Claim, answer: KeptAnswer): Promise<void> {
  await database.write((trx) =>
    trx
      .updateTable('idempotency')
      .set({
        status: answer.status,
        headers: JSON.stringify(answer.headers),
        body: answer.body,
        is_sealed: answer.isSealed ? 1 : 0,
      })
      .where((where) => where.and(rowOf(claim)))
      .execute(),
  )
}

/**
 * Frees the key: the request came to nothing, and its retry may do it.
 *
 * @param hasEffects when some of it was done all the same: then its retry goes on from there
 */
export async function freeKey(database: Database, claim: Claim, hasEffects: boolean): Promise<void> {
  await database.write(async (trx) => {
    if (!hasEffects) {
      await trx
        .deleteFrom('idempotency')
        .where((where) => where.and(rowOf(claim)))
        .execute()
      return
    }
    await trx
      .updateTable('idempotency')
      .set({ locked_until: 0 })
      .where((where) => where.and(rowOf(claim)))
      .execute()
  })
}
