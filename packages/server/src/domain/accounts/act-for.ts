import type { Db } from '../../db/database.ts'
import type { Role } from '../../db/tables.ts'
import { Fault } from '../../fault.ts'
import { requireRole } from './access.ts'
import { findAccountBySlug } from './account.ts'
import type { Caller } from './caller.ts'

/**
 * The id of the account that a request is about: the caller's own, or that of an organisation in which the caller has
 * at least this role.
 *
 * @param slug of the organisation; without one, or with the caller's own, the caller
 * @throws Fault `not_found` for a stranger, whether or not there is such an account; `forbidden` for a role too small
 */
export async function actFor(
  db: Db,
  { account }: Caller,
  slug: string | undefined,
  role: Role = 'admin',
): Promise<string> {
  if (slug === undefined || slug === account.slug) return account.id
  const owner = await findAccountBySlug(db, slug)
  if (!owner) throw new Fault('not_found', 'not found')
  await requireRole(db, account.id, owner.id, role)
  return owner.id
}
