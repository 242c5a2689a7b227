import type { Database } from '../../../db/database.ts'
import { Fault } from '../../../fault.ts'
import { checkText } from '../assets/check-text.ts'
import { tellVersion } from '../assets/tell-version.ts'
import { changeArtifact } from '../change-artifact.ts'
import { type FoundArtifact, resolveVersion, type VersionRow } from '../find-artifact.ts'
import { parseVersionNumber } from '../semver-number.ts'
import { updateLatest } from '../update-latest.ts'

/**
 * Advises against a version, or takes that back (`reason` undefined). Its files stay and can be downloaded;
 * `latest` and ranges pass it by unless there is nothing else.
 *
 * @throws Fault `not_found`
 */
export async function setYanked(
  database: Database,
  { artifact }: FoundArtifact,
  number: string,
  reason: string | undefined,
): Promise<VersionRow> {
  checkText({ reason })
  parseVersionNumber(number, ['path', 'revision'])
  const { id } = await resolveVersion(database.read, artifact, number)
  return database.write(async (trx) => {
    const now = Date.now()
    await changeArtifact(trx, artifact.id, { versionId: id, now })
    const row = await trx
      .updateTable('version')
      .set(
        reason === undefined
          ? { state: 'published', yanked_at: null, yanked_reason: null }
          : { state: 'yanked', yanked_at: now, yanked_reason: reason },
      )
      .where('id', '=', id)
      .where('state', '!=', 'deleted')
      .returningAll()
      .executeTakeFirst()
    if (!row) throw new Fault('not_found', 'this revision was deleted')
    await updateLatest(trx, artifact.id)
    if (reason !== undefined) {
      const about = { artifactId: artifact.id, version: number, reason }
      await tellVersion(trx, ['revision.yanked'], about)
    }
    return row
  })
}
