import type { Selectable } from 'kysely'
import type { Database, Db } from '../../db/database.ts'
import type { ArtifactGrantTable } from '../../db/tables.ts'
import { Fault } from '../../fault.ts'
import { findRole, isAtLeast } from '../accounts/access.ts'
import { findAccountBySlug } from '../accounts/account.ts'
import { actFor } from '../accounts/act-for.ts'
import type { Caller } from '../accounts/caller.ts'
import { findFlaw, type GrantDocument } from '../artifacts/grants/grant-document.ts'
import { openGrantKey } from '../artifacts/grants/grant-key.ts'
import { logGrants } from '../artifacts/grants/grant-log.ts'
import { refuseField } from './refuse-field.ts'

/** A grant as it is now, its signed document, and who else uses it. */
export interface Grant extends Selectable<ArtifactGrantTable> {
  signed: GrantDocument
  /** Slugs. */
  seat_holders: string[]
}

async function complete(db: Db, rows: Selectable<ArtifactGrantTable>[]): Promise<Grant[]> {
  if (rows.length === 0) return []
  const seats = await db
    .selectFrom('artifact_grant_seat')
    .innerJoin('account', 'account.id', 'artifact_grant_seat.account_id')
    .select(['grant_id', 'account.slug'])
    .where(
      'grant_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('account.slug')
    .execute()
  return rows.map((row) => ({
    ...row,
    signed: JSON.parse(row.document!) as GrantDocument,
    seat_holders: seats.filter(({ grant_id: id }) => id === row.id).map(({ slug }) => slug),
  }))
}

export interface GrantFilter {
  /** What the account holds, or what it has given. */
  role: 'holder' | 'seller'
  owner?: string | undefined
  asset_id?: string | undefined
  after: string | undefined
  limit: number
}

/** Grants of the caller's mode, the newest first, each as the log has it. */
export async function listGrants(database: Database, caller: Caller, filter: GrantFilter): Promise<Grant[]> {
  const db = database.read
  const accountId = await actFor(db, caller, filter.owner)
  await logGrants(database)
  const rows = await db
    .selectFrom('artifact_grant')
    .selectAll()
    .where(filter.role === 'holder' ? 'account_id' : 'seller_id', '=', accountId)
    .where('mode', '=', caller.mode)
    .where('document', 'is not', null)
    .$if(filter.asset_id !== undefined, (query) => query.where('artifact_id', '=', filter.asset_id!))
    .$if(filter.after !== undefined, (query) => query.where('id', '<', filter.after!))
    .orderBy('id', 'desc')
    .limit(filter.limit)
    .execute()
  return complete(db, rows)
}

/**
 * A grant for its holder, who has a seat of it, or its seller.
 *
 * @throws Fault `not_found`
 */
export async function getGrant(database: Database, caller: Caller, id: string): Promise<Grant> {
  const db = database.read
  await logGrants(database)
  const row = await db.selectFrom('artifact_grant').selectAll().where('id', '=', id).executeTakeFirst()
  if (row?.document != null && row.mode === caller.mode) {
    const [grant] = await complete(db, [row])
    const holds = isAtLeast(await findRole(db, caller.account.id, row.account_id), 'reader')
    const sells =
      row.seller_id !== null && isAtLeast(await findRole(db, caller.account.id, row.seller_id), 'admin')
    if (holds || sells || grant!.seat_holders.includes(caller.account.slug)) return grant!
  }
  throw new Fault('not_found', 'there is no such grant')
}

/**
 * Gives a seat of a grant to somebody, or takes it back. A person who holds it has one of its seats; without
 * a number of seats it is for that person alone, or for as many as an organisation likes.
 *
 * @throws Fault `conflict` when all seats are taken
 */
export async function setSeat(
  database: Database,
  caller: Caller,
  id: string,
  slug: string,
  isGiven: boolean,
): Promise<Grant> {
  const grant = await getGrant(database, caller, id)
  const role = await findRole(database.read, caller.account.id, grant.account_id)
  if (!isAtLeast(role, 'admin')) throw new Fault('forbidden', 'only the holder of a grant may give its seats')
  const account = await findAccountBySlug(database.read, slug)
  if (!account) throw new Fault('not_found', `there is no account "${slug}"`, { field: 'user' })
  if (isGiven && account.kind !== 'user') throw refuseField('user', 'a seat is for a person')
  await database.write(async (trx) => {
    // Holds the grant, so that its seats are counted one at a time.
    const held = await trx
      .updateTable('artifact_grant')
      .set((row) => ({ seats: row.ref('seats') }))
      .where('id', '=', id)
      .returning(['seats', 'account_id', 'revoked_at'])
      .executeTakeFirstOrThrow()
    if (!isGiven) {
      await trx
        .deleteFrom('artifact_grant_seat')
        .where('grant_id', '=', id)
        .where('account_id', '=', account.id)
        .execute()
      return
    }
    if (held.revoked_at !== null) throw new Fault('conflict', 'this grant was revoked')
    if (account.id === held.account_id) return
    await trx
      .insertInto('artifact_grant_seat')
      .values({ grant_id: id, account_id: account.id, created_at: Date.now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const taken = await trx
      .selectFrom('artifact_grant_seat')
      .select((row) => row.fn.countAll<number>().as('count'))
      .where('grant_id', '=', id)
      .executeTakeFirstOrThrow()
    const holder = await trx
      .selectFrom('account')
      .select('kind')
      .where('id', '=', held.account_id)
      .executeTakeFirstOrThrow()
    // A person who holds a grant sits on one of its seats; an organisation does not sit.
    const isPerson = holder.kind === 'user'
    const seats = held.seats === null ? (isPerson ? 0 : Infinity) : held.seats - (isPerson ? 1 : 0)
    if (Number(taken.count) > seats)
      throw new Fault('conflict', 'all seats of this grant are taken', { field: 'user' })
  })
  return getGrant(database, caller, id)
}

/** The key that grants are signed with, and where their log stands: who keeps the head sees any change before it. */
export async function describeGrantKey(database: Database) {
  const { id, publicKey } = await openGrantKey(database)
  const head = await database.read
    .selectFrom('grant_log_head')
    .selectAll()
    .where('id', '=', 1)
    .executeTakeFirstOrThrow()
  return { id, publicKey, sequence: head.sequence, hash: head.hash }
}

export interface Verdict {
  isValid: boolean
  problem: string | null
  /** What has become of it since it was signed; undefined for one that is not ours. */
  isLive: boolean | undefined
}

/** Whether a document is a grant of this installation, unchanged, and whether it still holds. */
export async function verifyGrant(database: Database, document: unknown): Promise<Verdict> {
  const { publicKey } = await openGrantKey(database)
  const problem = findFlaw(document, publicKey)
  if (problem !== undefined) return { isValid: false, problem, isLive: undefined }
  const row = await database.read
    .selectFrom('artifact_grant')
    .select(['revoked_at', 'frozen_at', 'expires_at'])
    .where('id', '=', (document as GrantDocument).id)
    .executeTakeFirst()
  const isLive =
    row !== undefined &&
    row.revoked_at === null &&
    row.frozen_at === null &&
    (row.expires_at === null || row.expires_at > Date.now())
  return { isValid: true, problem: null, isLive }
}

/**
 * Follows the log from its first document to its head: every hash that of its content and of the one before,
 * every signature ours, and none missing at the end.
 *
 * @returns what is wrong first, or undefined
 */
export async function checkGrantLog(
  database: Database,
): Promise<{ documents: number; problem: string | null }> {
  const { publicKey } = await openGrantKey(database)
  // Read first: the log may grow while it is followed.
  const head = await database.read
    .selectFrom('grant_log_head')
    .selectAll()
    .where('id', '=', 1)
    .executeTakeFirstOrThrow()
  let sequence = 0
  let hash = ''
  let isHeadMet = head.sequence === 0
  for (;;) {
    const rows = await database.slow
      .selectFrom('grant_log')
      .selectAll()
      .where('sequence', '>', sequence)
      .orderBy('sequence')
      .limit(500)
      .execute()
    for (const row of rows) {
      const document = JSON.parse(row.document) as GrantDocument
      const at = `document ${row.sequence}`
      const flaw = findFlaw(document, publicKey)
      if (flaw !== undefined) return { documents: sequence, problem: `${at}: ${flaw}` }
      if (document.sequence !== sequence + 1 || document.prev_hash !== hash || document.hash !== row.hash) {
        return { documents: sequence, problem: `${at} does not follow the one before` }
      }
      sequence = document.sequence
      hash = document.hash
      if (sequence === head.sequence) isHeadMet = hash === head.hash
    }
    if (rows.length < 500) break
  }
  return { documents: sequence, problem: isHeadMet ? null : 'the log does not end as its head says' }
}
