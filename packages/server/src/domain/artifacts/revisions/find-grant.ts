import type { Database, Db } from '../../../db/database.ts'
import type { Caller } from '../../accounts/caller.ts'
import { logGrants } from '../grants/grant-log.ts'

/** The grant by which a caller has an artifact. */
export interface HeldGrant {
  id: string
  /** The signed document of the log, JSON. */
  document: string | null
}

/** The caller's latest live grant of an artifact as the log has it, undefined for who needs none. */
export async function findGrant(
  database: Database,
  caller: Caller,
  artifactId: string,
): Promise<HeldGrant | undefined> {
  const grant = await readGrant(database.read, caller, artifactId)
  if (!grant || grant.logged_change === grant.change) return grant
  await logGrants(database)
  return readGrant(database.read, caller, artifactId)
}

function readGrant(db: Db, { account }: Caller, artifactId: string) {
  const now = Date.now()
  return db
    .selectFrom('artifact_grant')
    .select(['id', 'document', 'change', 'logged_change'])
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
