import type { Database } from '../../../db/database.ts'
import { Fault } from '../../../fault.ts'
import { changeArtifact } from '../change-artifact.ts'
import type { FoundArtifact } from '../find-artifact.ts'

/**
 * Takes a shard out of what will be the next revision, or gives one up that is arriving. Revisions that hold
 * it keep it.
 *
 * @throws Fault `not_found`
 */
export async function removeShard(
  database: Database,
  { artifact }: FoundArtifact,
  name: string,
): Promise<void> {
  await database.write(async (trx) => {
    await changeArtifact(trx, artifact.id)
    const rows = await trx
      .deleteFrom('shard')
      .where('artifact_id', '=', artifact.id)
      .where('name', '=', name)
      .returning('upload_id')
      .execute()
    if (rows.length === 0) throw new Fault('not_found', 'there is no such shard')
    const uploads = rows.flatMap(({ upload_id: id }) => id ?? [])
    if (uploads.length > 0) await trx.deleteFrom('upload').where('id', 'in', uploads).execute()
  })
}
