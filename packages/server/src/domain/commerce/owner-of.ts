import type { Db } from '../../db/database.ts'
import type { Role } from '../../db/tables.ts'
import { Fault } from '../../fault.ts'
import { requireRole } from '../accounts/access.ts'
import { findAccountBySlug } from '../accounts/account.ts'
import type { Caller } from '../accounts/caller.ts'

/**
 * Whose money, listings or purchases a caller means: its own, or those of an organisation in which it has at
 * least this role.
 *
 * @param slug of the organisation; without one, or with the caller's own, the caller
 * @throws Fault `not_found` for a stranger, whether or not there is such an account
 */
export async function ownerOf(
  db: Db,
  caller: Caller,
  slug: string | undefined,
  role: Role = 'admin',
): Promise<string> {
  if (slug === undefined || slug === caller.account.slug) return caller.account.id
  const account = await findAccountBySlug(db, slug)
  if (!account) throw new Fault('not_found', 'not found')
  await requireRole(db, caller.account.id, account.id, role)
  return account.id
}
