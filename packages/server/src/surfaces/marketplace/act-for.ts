import type { Db } from '../../db/database.ts'
import { requireRole } from '../../domain/accounts/access.ts'
import { findAccountBySlug } from '../../domain/accounts/account.ts'
import type { Caller } from '../../domain/accounts/caller.ts'
import { Fault } from '../../fault.ts'

/**
 * The id of the account a request is about: the caller's own, or an organisation's where they are an admin.
 *
 * @param slug of the organisation
 * @throws Fault `not_found` where the caller has nothing to say, `forbidden` where too little
 */
export async function actFor(db: Db, { account }: Caller, slug: string | undefined): Promise<string> {
  if (slug === undefined || slug === account.slug) return account.id
  const owner = await findAccountBySlug(db, slug)
  if (!owner) throw new Fault('not_found', `there is no account "${slug}"`)
  await requireRole(db, account.id, owner.id, 'admin')
  return owner.id
}
