import type { Database } from '../../db/database.ts'
import { Fault } from '../../fault.ts'
import type { Caller } from '../accounts/caller.ts'
import { changeArtifact } from './change-artifact.ts'
import { type ArtifactRef, type FoundArtifact, resolveVersion, type VersionRow } from './find-artifact.ts'
import { holdVersion } from './hold-version.ts'
import { isAlias, requireAlias } from './names.ts'
import { getArtifactToChange } from './write-access.ts'

export interface AliasedVersion {
  found: FoundArtifact
  version: VersionRow
}

/**
 * Gives a version an alias, taking it from whichever version of the artifact had it.
 *
 * @param versionRef `X.Y.Z`, `latest`, or another alias
 * @throws Fault `validation_failed`, `forbidden`, `not_found`
 */
export async function setAlias(
  database: Database,
  caller: Caller,
  ref: ArtifactRef & { version: string; alias: string },
): Promise<AliasedVersion> {
  const found = await getArtifactToChange(database.read, caller, ref, 'contributor')
  requireAlias(ref.alias)
  const version = await resolveVersion(database.read, found.artifact, ref.version)
  await database.write(async (trx) => {
    await changeArtifact(trx, found.artifact.id, { versionId: version.id })
    await holdVersion(trx, version.id)
    const holder = await trx
      .selectFrom('version_alias')
      .select('version_id')
      .where('artifact_id', '=', found.artifact.id)
      .where('alias', '=', ref.alias)
      .executeTakeFirst()
    if (holder) await changeArtifact(trx, found.artifact.id, { versionId: holder.version_id })
    const row = {
      artifact_id: found.artifact.id,
      alias: ref.alias,
      version_id: version.id,
      created_at: Date.now(),
    }
    await trx
      .insertInto('version_alias')
      .values(row)
      .onConflict((conflict) =>
        conflict
          .columns(['artifact_id', 'alias'])
          .doUpdateSet({ version_id: row.version_id, created_at: row.created_at }),
      )
      .execute()
  })
  return { found, version }
}

/**
 * Takes an alias from a version.
 *
 * @throws Fault `not_found` also when that version does not have it
 */
export async function removeAlias(
  database: Database,
  caller: Caller,
  ref: ArtifactRef & { version: string; alias: string },
): Promise<AliasedVersion> {
  const found = await getArtifactToChange(database.read, caller, ref, 'contributor')
  const version = await resolveVersion(database.read, found.artifact, ref.version)
  const missing = new Fault(
    'not_found',
    `version ${version.version} of "${ref.name}" does not have this alias`,
  )
  if (!isAlias(ref.alias)) throw missing
  await database.write(async (trx) => {
    await changeArtifact(trx, found.artifact.id, { versionId: version.id })
    const { numDeletedRows } = await trx
      .deleteFrom('version_alias')
      .where('artifact_id', '=', found.artifact.id)
      .where('alias', '=', ref.alias)
      .where('version_id', '=', version.id)
      .executeTakeFirst()
    if (!numDeletedRows) throw missing
  })
  return { found, version }
}
