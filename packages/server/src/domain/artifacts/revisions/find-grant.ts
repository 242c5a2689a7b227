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

/** The same, of the artifact that a version is of. */
export async function findGrantOfVersion(
  database: Database,
  caller: Caller,
  versionId: string,
): Promise<HeldGrant | undefined> {
  const version = await database.read
    .selectFrom('version')
    .select('artifact_id')
    .where('id', '=', versionId)
    .executeTakeFirst()
  return version && findGrant(database, caller, version.artifact_id)
}

function readGrant(db: Db, { account, mode }: Caller, artifactId: string) {
  const now = Date.now()
  return (
    db
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
      // A grant of test mode opens nothing that is asked for in live mode.
      .$if(mode === 'live', (query) => query.where('mode', '=', 'live'))
      .where('revoked_at', 'is', null)
      .where('frozen_at', 'is', null)
      .where((grant) => grant.or([grant('expires_at', 'is', null), grant('expires_at', '>', now)]))
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
  )
}
