import type { Db } from '../../db/database.ts'
import type { Role } from '../../db/tables.ts'
import { Fault } from '../../fault.ts'

const RANK: Record<Role, number> = { reader: 1, contributor: 2, admin: 3, owner: 4 }

/** Whether a role (or none) is at least another. */
export const isAtLeast = (role: Role | undefined, wanted: Role): boolean =>
  role !== undefined && RANK[role] >= RANK[wanted]

/** What `accountId` is to the owner of a thing: `owner` of its own, a member's role, or nothing. */
export async function findRole(db: Db, accountId: string, ownerId: string): Promise<Role | undefined> {
  if (accountId === ownerId) return 'owner'
  const row = await db
    .selectFrom('member')
    .select('role')
    .where('org_id', '=', ownerId)
    .where('user_id', '=', accountId)
    .executeTakeFirst()
  return row?.role
}

/**
 * Makes sure that an account may act for an owner.
 *
 * @throws Fault `not_found` for a stranger, who may not learn what is there; `forbidden` for a member whose
 * role is too small
 */
export async function requireRole(db: Db, accountId: string, ownerId: string, wanted: Role): Promise<Role> {
  const role = await findRole(db, accountId, ownerId)
  if (role === undefined) throw new Fault('not_found', 'not found')
  if (!isAtLeast(role, wanted))
    throw new Fault('forbidden', `this needs the role ${wanted}; yours is ${role}`)
  return role
}
