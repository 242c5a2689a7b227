import type { Database } from '../../../db/database.ts'
import { Fault } from '../../../fault.ts'
import { changeArtifact } from '../change-artifact.ts'
import type { FoundArtifact } from '../find-artifact.ts'
import { requireShardsFit } from '../shards/require-shards-fit.ts'
import { updateLatest } from '../update-latest.ts'
import { requireRank } from '../write-access.ts'
import { checkText } from './check-text.ts'
import { type DatasetSchema, type Declared, readDeclared } from './declared.ts'
import { requirePublishable } from './publishing-checks.ts'
import { requireLicence } from './require-licence.ts'

export interface AssetChange {
  title?: string
  framework?: string
  task?: string
  modality?: string[]
  summary?: string
  tags?: string[]
  license?: string
  isPublic?: boolean
  schema?: DatasetSchema
}

/**
 * Changes what is said of a model or dataset, or who sees it.
 *
 * @throws Fault `validation_failed` with the checks that fail when it is to be public; `conflict` for a
 * licence once there is a version, which has its own for good; `forbidden`
 */
export async function changeAsset(
  database: Database,
  found: FoundArtifact,
  change: AssetChange,
): Promise<void> {
  const { artifact, ownerSlug } = found
  const { title, isPublic, ...words } = change
  requireRank(found.role, isPublic === undefined ? 'contributor' : 'admin', ownerSlug)
  checkText({ name: title, summary: words.summary, tags: words.tags, modality: words.modality })
  if (words.license !== undefined) {
    words.license = requireLicence(words.license)
    if (artifact.latest_version_id !== null && words.license !== artifact.license) {
      const message =
        'a published revision keeps its licence: publish one with the next MAJOR and the new licence'
      throw new Fault('conflict', message, { field: 'license' })
    }
  }
  if (isPublic) await requirePublishable(database.read, artifact)
  await database.write(async (trx) => {
    await changeArtifact(trx, artifact.id)
    const row = await trx
      .selectFrom('artifact')
      .select('declared')
      .where('id', '=', artifact.id)
      .executeTakeFirstOrThrow()
    const declared: Declared = { ...readDeclared(row), ...words }
    if (words.schema !== undefined) {
      declared.isSchemaInferred = false
      await requireShardsFit(trx, artifact.id, words.schema)
    }
    await trx
      .updateTable('artifact')
      .set({
        declared: JSON.stringify(declared),
        ...(title === undefined ? {} : { title }),
        ...(isPublic === undefined ? {} : { is_public: isPublic ? 1 : 0 }),
      })
      .where('id', '=', artifact.id)
      .execute()
    await updateLatest(trx, artifact.id)
  })
}
