import type { Db } from '../../../db/database.ts'
import type { ArtifactRow } from '../find-artifact.ts'
import type { RegistrationRow } from '../registrations.ts'
import { findVersionNumber } from '../semver-number.ts'

/** The revision that was begun under a number and is not there yet; the last one, if several were. */
export async function findDraft(
  db: Db,
  artifact: ArtifactRow,
  version: string,
): Promise<RegistrationRow | undefined> {
  if (!findVersionNumber(version)) return undefined
  return db
    .selectFrom('registration')
    .selectAll()
    .where('owner_id', '=', artifact.owner_id)
    .where('artifact_kind', '=', artifact.kind)
    .where('name', '=', artifact.name)
    .where('version', '=', version)
    .where('expires_at', '>', Date.now())
    .orderBy('expires_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}
