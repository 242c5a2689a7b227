import type { Selectable } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { ArtifactTable } from '../../db/tables.ts'
import { Fault } from '../../fault.ts'
import { findRole } from '../accounts/access.ts'

/** What the question needs to know of an artifact. */
export type ArtifactAccess = Pick<
  Selectable<ArtifactTable>,
  'id' | 'kind' | 'name' | 'owner_id' | 'is_public' | 'is_paid'
>

/** Whether an account holds the right to an artifact now: bought, neither expired nor taken back. */
export async function hasGrant(db: Db, accountId: string, artifactId: string): Promise<boolean> {
  const now = Date.now()
  const grant = await db
    .selectFrom('artifact_grant')
    .select('id')
    .where('account_id', '=', accountId)
    .where('artifact_id', '=', artifactId)
    .where('revoked_at', 'is', null)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', now)]))
    .executeTakeFirst()
  return grant !== undefined
}

/**
 * Whether an account may have the bytes of an artifact: download, deploy or run them. The owner and its
 * members may, everyone who is signed in if it is public and free, and who holds a grant.
 *
 * This is the only place where it is decided. Every route of every surface that serves, deploys or runs
 * bytes asks here.
 */
export async function mayUse(
  db: Db,
  accountId: string | undefined,
  artifact: ArtifactAccess,
): Promise<boolean> {
  if (accountId === undefined) return false
  if (artifact.is_public && !artifact.is_paid) return true
  return (
    (await findRole(db, accountId, artifact.owner_id)) !== undefined ||
    (await hasGrant(db, accountId, artifact.id))
  )
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
): Promise<void> {
  if (await mayUse(db, accountId, artifact)) return
  if (!artifact.is_public) throw new Fault('not_found', `there is no ${artifact.kind} "${artifact.name}"`)
  if (accountId === undefined) throw new Fault('unauthorized', 'this needs an API key')
  throw new Fault('licence_required', `the ${artifact.kind} "${artifact.name}" must be bought first`)
}
