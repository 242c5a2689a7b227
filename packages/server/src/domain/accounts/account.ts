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

/** The account as it is now; a `Caller` may be half a second old. */
export async function getAccount(db: Db, id: string): Promise<Account> {
  const row = await db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new Fault('not_found', 'there is no such account')
  return toAccount(row)
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
