import type { Database, Db, Trx } from '../../db/database.ts'
import type { Role } from '../../db/tables.ts'
import { Fault } from '../../fault.ts'
import type { Account } from './account.ts'
import { getOrgAs, lockOrg } from './orgs.ts'
import { getUser } from './users.ts'

export interface Member {
  userId: string
  slug: string
  name: string
  role: Role
  since: number
}

/** An organisation's members by their slugs, for any of them. */
export async function listMembers(
  db: Db,
  by: Account,
  orgSlug: string,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<Member[]> {
  const org = await getOrgAs(db, by.id, orgSlug, 'reader')
  return selectMembers(db, org.id)
    .$if(after !== undefined, (query) => query.where('account.slug', '>', after!))
    .orderBy('account.slug')
    .limit(limit)
    .execute()
}

export async function getMember(db: Db, by: Account, orgSlug: string, userSlug: string): Promise<Member> {
  const org = await getOrgAs(db, by.id, orgSlug, 'reader')
  return getMemberOf(db, org.id, userSlug)
}

/**
 * Makes a user a member, or gives a member another role. It takes an admin; owners are made and unmade by
 * owners only.
 *
 * @throws Fault `conflict` when it would leave no owner
 */
export async function setMember(
  database: Database,
  by: Account,
  orgSlug: string,
  userSlug: string,
  role: Role,
): Promise<{ member: Member; isNew: boolean }> {
  return database.write(async (trx) => {
    const org = await openForChange(trx, by, orgSlug)
    requireRank(org.role, 'admin')
    const user = await getUser(trx, userSlug)
    const before = await findMember(trx, org.id, userSlug)
    if (role === 'owner' || before?.role === 'owner') requireRank(org.role, 'owner')
    if (before?.role === 'owner' && role !== 'owner') await requireOtherOwner(trx, org.id, user.id)
    await trx
      .insertInto('member')
      .values({ org_id: org.id, user_id: user.id, role, created_at: Date.now() })
      .onConflict((conflict) => conflict.columns(['org_id', 'user_id']).doUpdateSet({ role }))
      .execute()
    return { member: await getMemberOf(trx, org.id, userSlug), isNew: before === undefined }
  })
}

/** Removes a member. Everybody may leave; others are removed by an admin, and owners by an owner. */
export async function removeMember(
  database: Database,
  by: Account,
  orgSlug: string,
  userSlug: string,
): Promise<void> {
  await database.write(async (trx) => {
    const org = await openForChange(trx, by, orgSlug)
    if (userSlug !== by.slug) requireRank(org.role, 'admin')
    const member = await getMemberOf(trx, org.id, userSlug)
    if (member.role === 'owner') {
      requireRank(org.role, 'owner')
      await requireOtherOwner(trx, org.id, member.userId)
    }
    await trx.deleteFrom('member').where('org_id', '=', org.id).where('user_id', '=', member.userId).execute()
  })
}

/** Read again under the lock: what the asker was before may have been changed by whom we waited for. */
async function openForChange(trx: Trx, by: Account, orgSlug: string) {
  const { id } = await getOrgAs(trx, by.id, orgSlug, 'reader')
  await lockOrg(trx, id)
  return getOrgAs(trx, by.id, orgSlug, 'reader')
}

function requireRank(role: Role, wanted: 'admin' | 'owner'): void {
  if (role === 'owner' || role === wanted) return
  throw new Fault('forbidden', `this needs the role ${wanted}; yours is ${role}`)
}

async function requireOtherOwner(trx: Trx, orgId: string, userId: string): Promise<void> {
  const other = await trx
    .selectFrom('member')
    .select('user_id')
    .where('org_id', '=', orgId)
    .where('role', '=', 'owner')
    .where('user_id', '!=', userId)
    .limit(1)
    .executeTakeFirst()
  if (!other) throw new Fault('conflict', 'an organisation needs an owner: make somebody else one first')
}

const selectMembers = (db: Db, orgId: string) =>
  db
    .selectFrom('member')
    .innerJoin('account', 'account.id', 'member.user_id')
    .select([
      'account.id as userId',
      'account.slug',
      'account.name',
      'member.role',
      'member.created_at as since',
    ])
    .where('member.org_id', '=', orgId)

const findMember = (db: Db, orgId: string, userSlug: string): Promise<Member | undefined> =>
  selectMembers(db, orgId).where('account.slug', '=', userSlug).executeTakeFirst()

async function getMemberOf(db: Db, orgId: string, userSlug: string): Promise<Member> {
  const member = await findMember(db, orgId, userSlug)
  if (!member) throw new Fault('not_found', `"${userSlug}" is not a member`)
  return member
}
