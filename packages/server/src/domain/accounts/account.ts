import type { Selectable } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { AccountTable } from '../../db/tables.ts'
import { Fault } from '../../fault.ts'

/** A user or an organisation: what can own things. */
export interface Account {
  id: string
  kind: 'user' | 'org'
  slug: string
  name: string
  email: string | null
  isAdmin: boolean
  createdAt: number
}

/** One word of lower-case letters, digits and inner hyphens, 1 to 39 characters. */
export const SLUG_PATTERN = '^[a-z0-9](?:[a-z0-9-]{0,37}[a-z0-9])?$'

export function toAccount(row: Selectable<AccountTable>): Account {
  return {
    id: row.id,
    kind: row.kind,
    slug: row.slug,
    name: row.name,
    email: row.email,
    isAdmin: row.is_admin === 1,
    createdAt: row.created_at,
  }
}

export async function findAccountBySlug(db: Db, slug: string): Promise<Account | undefined> {
  const row = await db.selectFrom('account').selectAll().where('slug', '=', slug).executeTakeFirst()
  return row && toAccount(row)
}

/** @throws Fault `not_found` when no user or organisation has this slug */
export async function getAccountBySlug(db: Db, slug: string): Promise<Account> {
  const account = await findAccountBySlug(db, slug)
  if (!account) throw new Fault('not_found', `there is no account "${slug}"`)
  return account
}
