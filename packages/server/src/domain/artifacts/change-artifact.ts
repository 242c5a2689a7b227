import type { Trx } from '../../db/database.ts'

/**
 * Marks an artifact as changed, and one of its versions if one is named. Comes first in every transaction
 * that changes anything of an artifact: until the commit it keeps all others from changing it too.
 *
 * Answers are kept under `(id, change)`, so whatever anybody may read of an artifact must pass through here.
 */
export async function changeArtifact(
  trx: Trx,
  artifactId: string,
  { versionId, now = Date.now() }: { versionId?: string; now?: number } = {},
): Promise<void> {
  await trx
    .updateTable('artifact')
    .set((artifact) => ({ change: artifact('change', '+', 1), updated_at: now }))
    .where('id', '=', artifactId)
    .execute()
  if (versionId === undefined) return
  await trx.updateTable('version').set({ updated_at: now }).where('id', '=', versionId).execute()
  await trx
    .updateTable('artifact')
    .set({ latest_updated_at: now })
    .where('id', '=', artifactId)
    .where('latest_version_id', '=', versionId)
    .execute()
}
