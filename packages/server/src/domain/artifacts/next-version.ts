import type { Trx } from '../../db/database.ts'

/** The number of a model's next version where nobody gave one: one patch further, whatever became of the last. */
export async function nextVersion(trx: Trx, ownerId: string, name: string): Promise<string> {
  const last = await trx
    .selectFrom('version')
    .innerJoin('artifact', 'artifact.id', 'version.artifact_id')
    .select(['version.major', 'version.minor', 'version.patch'])
    .where('artifact.owner_id', '=', ownerId)
    .where('artifact.kind', '=', 'model')
    .where('artifact.name', '=', name)
    .orderBy('version.major', 'desc')
    .orderBy('version.minor', 'desc')
    .orderBy('version.patch', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last ? `${last.major}.${last.minor}.${last.patch + 1}` : '1.0.0'
}
