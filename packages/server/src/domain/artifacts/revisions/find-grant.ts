import type { Db } from '../../../db/database.ts'
import type { Caller } from '../../accounts/caller.ts'

/** The grant by which a caller has an artifact. */
export interface HeldGrant {
  id: string
  /** The signed document of the log, JSON; null until it is there. */
  document: string | null
}

/** The caller's latest live grant of an artifact, undefined for who needs none. */
export async function findGrant(
  db: Db,
  { account }: Caller,
  artifactId: string,
): Promise<HeldGrant | undefined> {
  const now = Date.now()
  return db
    .selectFrom('artifact_grant')
    .select(['id', 'document'])
    .where('artifact_id', '=', artifactId)
    .where((grant) =>
      grant.or([
        grant('account_id', '=', account.id),
        grant(
          'id',
          'in',
          grant.selectFrom('artifact_grant_seat').select('grant_id').where('account_id', '=', account.id),
        ),
      ]),
    )
    .where('revoked_at', 'is', null)
    .where('frozen_at', 'is', null)
    .where((grant) => grant.or([grant('expires_at', 'is', null), grant('expires_at', '>', now)]))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}
