import type { Expression, ExpressionBuilder, Selectable, SqlBool } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { ArtifactTable, KeyMode, Tables } from '../../db/tables.ts'
import { Fault } from '../../fault.ts'

/** What the question needs to know of an artifact. */
export type ArtifactAccess = Pick<
  Selectable<ArtifactTable>,
  'id' | 'kind' | 'name' | 'owner_id' | 'is_public' | 'is_paid'
>

/**
 * Whether an account may have the bytes of an artifact: download, deploy or run them. The owner and its
 * members may, everyone who is signed in if it is public and free, and who holds a live grant.
 *
 * This is the only place where it is decided. Every route of every surface that serves, deploys or runs
 * bytes asks here.
 *
 * Artifacts are one world, money is two: what is for sale in test mode alone is a rehearsal, which a grant of
 * test mode opens and which locks nobody out who asks in live mode; what is for sale in live mode takes a
 * grant of live mode from everyone.
 *
 * @param mode whose key asks; without one, whatever is for sale in either mode is locked
 */
export async function mayUse(
  db: Db,
  accountId: string | undefined,
  artifact: ArtifactAccess,
  mode?: KeyMode,
): Promise<boolean> {
  if (accountId === undefined) return false
  // The two common answers need no look at the database.
  if (artifact.owner_id === accountId || (artifact.is_public && !artifact.is_paid)) return true
  const row = await db
    .selectFrom('artifact')
    .select('id')
    .where('id', '=', artifact.id)
    .where(isUsableBy(accountId, mode))
    .executeTakeFirst()
  return row !== undefined
}

/** The same as a condition on the table `artifact`, for queries over many. */
export function isUsableBy(accountId: string, mode?: KeyMode) {
  const now = Date.now()
  return (artifact: ExpressionBuilder<Tables, 'artifact'>): Expression<SqlBool> => {
    const isMember = artifact.exists(
      artifact
        .selectFrom('member')
        .select('member.user_id')
        .whereRef('member.org_id', '=', 'artifact.owner_id')
        .where('member.user_id', '=', accountId),
    )
    const isFree =
      mode === 'live'
        ? artifact.or([artifact('artifact.is_paid', '=', 0), artifact('artifact.paid_mode', '=', 'test')])
        : artifact('artifact.is_paid', '=', 0)
    const hasGrant = artifact.exists(
      artifact
        .selectFrom('artifact_grant')
        .select('artifact_grant.id')
        .whereRef('artifact_grant.artifact_id', '=', 'artifact.id')
        .where((grant) =>
          grant.or([
            grant('artifact_grant.account_id', '=', accountId),
            grant.exists(
              grant
                .selectFrom('artifact_grant_seat')
                .select('artifact_grant_seat.grant_id')
                .whereRef('artifact_grant_seat.grant_id', '=', 'artifact_grant.id')
                .where('artifact_grant_seat.account_id', '=', accountId),
            ),
          ]),
        )
        .where('artifact_grant.revoked_at', 'is', null)
        .where('artifact_grant.frozen_at', 'is', null)
        .where((grant) => grant.or([grant('expires_at', 'is', null), grant('expires_at', '>', now)]))
        .where((grant) =>
          grant.or([
            grant('artifact_grant.mode', '=', 'live'),
            grant('artifact.paid_mode', 'is', null),
            grant('artifact.paid_mode', '=', 'test'),
          ]),
        ),
    )
    return artifact.or([
      artifact('artifact.owner_id', '=', accountId),
      artifact.and([artifact('artifact.is_public', '=', 1), isFree]),
      isMember,
      hasGrant,
    ])
  }
}

/** Whether an account may know that an artifact exists, and read what is said of it. */
export async function maySee(
  db: Db,
  accountId: string | undefined,
  artifact: ArtifactAccess,
): Promise<boolean> {
  return artifact.is_public === 1 || mayUse(db, accountId, artifact)
}

/**
 * @throws Fault `not_found` when the account may not even see the artifact, `unauthorized` when nobody is
 * signed in, `licence_required` when it must be bought first
 */
export async function requireUse(
  db: Db,
  accountId: string | undefined,
  artifact: ArtifactAccess,
  mode?: KeyMode,
): Promise<void> {
  if (await mayUse(db, accountId, artifact, mode)) return
  if (!artifact.is_public) throw new Fault('not_found', `there is no ${artifact.kind} "${artifact.name}"`)
  if (accountId === undefined) throw new Fault('unauthorized', 'this needs an API key')
  throw new Fault('licence_required', `the ${artifact.kind} "${artifact.name}" must be bought first`)
}
