import type { Database, Trx } from '../../db/database.ts'
import { Fault } from '../../fault.ts'
import type { Caller } from '../accounts/caller.ts'
import { changeArtifact } from './change-artifact.ts'
import { type ArtifactRef, type ArtifactRow, resolveVersion, type VersionRow } from './find-artifact.ts'
import { parseVersionNumber } from './semver-number.ts'
import { updateLatest } from './update-latest.ts'
import { getArtifactToChange } from './write-access.ts'

/**
 * Deletes a version: its files, aliases and archives. The bytes follow once nothing else refers to them;
 * its number is never used again.
 *
 * @param ref with the number itself: an alias may have moved since it was looked at
 * @throws Fault `conflict` while the version is for sale, granted or deployed; `forbidden`, `not_found`
 */
export async function deleteVersion(
  database: Database,
  caller: Caller,
  ref: ArtifactRef & { version: string },
): Promise<void> {
  const { artifact } = await getArtifactToChange(database.read, caller, ref, 'admin')
  parseVersionNumber(ref.version, ['path', 'version'])
  const version = await resolveVersion(database.read, artifact, ref.version)
  await database.write(async (trx) => {
    const now = Date.now()
    await changeArtifact(trx, artifact.id, { now })
    const deleted = await trx
      .updateTable('version')
      .set({ state: 'deleted', updated_at: now })
      .where('id', '=', version.id)
      .where('state', '!=', 'deleted')
      .returning('id')
      .executeTakeFirst()
    if (!deleted) throw new Fault('not_found', `there is no version ${version.version}`)
    // After the row is locked, so that nobody can begin to need it meanwhile.
    await requireUnneeded(trx, artifact, version)
    await trx.deleteFrom('version_file').where('version_id', '=', version.id).execute()
    await trx.deleteFrom('version_tensors').where('version_id', '=', version.id).execute()
    await trx.deleteFrom('version_alias').where('version_id', '=', version.id).execute()
    await trx.deleteFrom('download').where('version_id', '=', version.id).execute()
    await trx
      .updateTable('artifact')
      .set((row) => ({ version_count: row('version_count', '-', 1) }))
      .where('id', '=', artifact.id)
      .execute()
    await updateLatest(trx, artifact.id)
  })
}

async function requireUnneeded(trx: Trx, artifact: ArtifactRow, version: VersionRow): Promise<void> {
  const refuse = (why: string) =>
    new Fault('conflict', `version ${version.version} of ${artifact.kind} "${artifact.name}" ${why}`)
  const now = Date.now()
  const grant = await trx
    .selectFrom('artifact_grant')
    .select('id')
    .where('artifact_id', '=', artifact.id)
    .where('revoked_at', 'is', null)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', now)]))
    .executeTakeFirst()
  if (grant) throw refuse('belongs to buyers: it cannot be deleted while they hold it')
  // The row of the artifact is held: a listing is published under the same hold.
  const listing = await trx
    .selectFrom('listing')
    .select('id')
    .where('artifact_id', '=', artifact.id)
    .where('state', 'in', ['published', 'in_review'])
    .executeTakeFirst()
  const { is_paid: isPaid } = await trx
    .selectFrom('artifact')
    .select('is_paid')
    .where('id', '=', artifact.id)
    .executeTakeFirstOrThrow()
  if (listing || isPaid) throw refuse('is for sale: take its listing down first')
  const deployment = await trx
    .selectFrom('deployment')
    .select('id')
    .where((where) =>
      where.or([where('version_id', '=', version.id), where('next_version_id', '=', version.id)]),
    )
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (deployment) throw refuse('is deployed: delete the deployment first')
}
