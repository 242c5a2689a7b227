import type { Db } from '../../db/database.ts'
import type { Role } from '../../db/tables.ts'
import { Fault } from '../../fault.ts'
import { requireRole } from './access.ts'
import { findAccountBySlug } from './account.ts'
import type { Caller } from './caller.ts'

/**
 * The id of the account a request is about: the caller's own, or an organisation's where they have at least this
 * role.
 *
 * @param slug of the organisation
 * @throws Fault `not_found` where the caller has nothing to say, `forbidden` where too little
 */
export async function actFor(
  db: Db,
  { account }: Caller,
  slug: string | undefined,
  role: Role = 'admin',
): Promise<string> {
  if (slug === undefined || slug === account.slug) return account.id
  const owner = await findAccountBySlug(db, slug)
  if (!owner) throw new Fault('not_found', `there is no account "${slug}"`)
  await requireRole(db, account.id, owner.id, role)
  return owner.id
}
