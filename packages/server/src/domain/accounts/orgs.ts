import type { Selectable } from 'kysely'
import type { Database, Db, Trx } from '../../db/database.ts'
import { isForeignKeyViolation } from '../../db/errors.ts'
import type { AccountTable, Role } from '../../db/tables.ts'
import { Fault } from '../../fault.ts'
import { newId } from '../../ids.ts'
import { findRole, isAtLeast } from './access.ts'
import { type Account, findAccountBySlug, toAccount } from './account.ts'
import { requireFreeSlug } from './slugs.ts'
import { slugTaken } from './users.ts'

/** An organisation as one of its members sees it. */
export interface Org extends Account {
  /** What the asker is in it. */
  role: Role
}

/** Adds an organisation; who adds it is its first owner. */
export async function addOrg(
  database: Database,
  by: Account,
  { slug, name }: { slug: string; name: string },
): Promise<Org> {
  requireFreeSlug(slug)
  return database.write(async (trx) => {
    const now = Date.now()
    const row = await trx
      .insertInto('account')
      .values({ id: newId('org'), kind: 'org', slug, name, created_at: now, updated_at: now })
      .onConflict((conflict) => conflict.column('slug').doNothing())
      .returningAll()
      .executeTakeFirst()
    if (!row) throw slugTaken(slug)
    await trx
      .insertInto('member')
      .values({ org_id: row.id, user_id: by.id, role: 'owner', created_at: now })
      .execute()
    return toOrg(row, 'owner')
  })
}

/** The organisations a user is a member of, the newest first. */
export async function listOrgs(
  db: Db,
  userId: string,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<Org[]> {
  const rows = await db
    .selectFrom('member')
    .innerJoin('account', 'account.id', 'member.org_id')
    .selectAll('account')
    .select('member.role')
    .where('member.user_id', '=', userId)
    .$if(after !== undefined, (query) => query.where('member.org_id', '<', after!))
    .orderBy('member.org_id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => toOrg(row, row.role))
}

/**
 * The organisation of a slug, for a member whose role is at least `wanted`.
 *
 * @throws Fault `not_found` when there is none or the asker is no member of it, in the same words;
 * `forbidden` for a member whose role is too small
 */
export async function getOrgAs(db: Db, userId: string, slug: string, wanted: Role): Promise<Org> {
  const account = await findAccountBySlug(db, slug)
  const role = account?.kind === 'org' ? await findRole(db, userId, account.id) : undefined
  if (!account || role === undefined) throw new Fault('not_found', `there is no organisation "${slug}"`)
  if (!isAtLeast(role, wanted)) {
    throw new Fault('forbidden', `this needs the role ${wanted} in "${slug}"; yours is ${role}`)
  }
  return { ...account, role }
}

/** Makes other transactions about the same organisation's members wait until this one is over. */
export async function lockOrg(trx: Trx, orgId: string): Promise<void> {
  await trx.updateTable('account').set({ updated_at: Date.now() }).where('id', '=', orgId).execute()
}

export async function renameOrg(database: Database, by: Account, slug: string, name: string): Promise<Org> {
  return database.write(async (trx) => {
    const org = await getOrgAs(trx, by.id, slug, 'admin')
    await trx.updateTable('account').set({ name, updated_at: Date.now() }).where('id', '=', org.id).execute()
    return { ...org, name }
  })
}

/**
 * Removes an organisation that owns nothing any more. Its slug is free again.
 *
 * @throws Fault `conflict` while something refers to it; the database's foreign keys know what
 */
export async function removeOrg(database: Database, by: Account, slug: string): Promise<void> {
  try {
    await database.write(async (trx) => {
      const org = await getOrgAs(trx, by.id, slug, 'owner')
      await trx.deleteFrom('account').where('id', '=', org.id).execute()
    })
  } catch (error) {
    if (!isForeignKeyViolation(error)) throw error
    throw new Fault('conflict', `"${slug}" still owns things: remove them first`, {}, { cause: error })
  }
}

const toOrg = (row: Selectable<AccountTable>, role: Role): Org => ({ ...toAccount(row), role })
