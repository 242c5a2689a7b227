import { Fault } from '../../fault.ts'
import { requireRole } from '../accounts/access.ts'
import type { Caller } from '../accounts/caller.ts'
import { requireScope } from '../accounts/scopes.ts'
import { changeArtifact } from '../artifacts/change-artifact.ts'
import { updateLatest } from '../artifacts/update-latest.ts'
import { findGridModel, modelNotFound } from './find-grid-model.ts'
import type { Grid } from './grid.ts'
import { servingCaller } from './grid-caller.ts'
import { undeployFromGrid } from './grid-deployment.ts'
import { releaseShares } from './release-shares.ts'

/**
 * Takes a served model off the grid: its id is free again, its version is yanked (who pinned it still finds it
 * in the registry), and the shares of an encrypted one are to be deleted wherever they are.
 *
 * @throws Fault `not_found`; `forbidden` for what somebody else served, and for models of the registry, which
 * are deleted there
 */
export async function deleteModel(grid: Grid, caller: Caller | undefined, id: string): Promise<void> {
  const { database } = grid
  if (caller) requireScope(caller.scopes, 'models:upload')
  const { row, artifact } = await findGridModel(database.read, caller, id)
  const owner = await servingCaller(database.read, caller)
  if (!row) {
    const ownerId = artifact!.owner_id
    await requireRole(database.read, owner.account.id, ownerId, 'contributor').catch(() => {
      throw modelNotFound()
    })
    throw new Fault('forbidden', 'this model belongs to the registry: delete its version there')
  }
  await requireRole(database.read, owner.account.id, row.owner_id, 'contributor').catch((error: unknown) => {
    if (error instanceof Fault && error.code === 'not_found') {
      throw new Fault('forbidden', 'only who served a model can delete it')
    }
    throw error
  })
  const now = Date.now()
  await database.write(async (trx) => {
    const removed = await trx
      .updateTable('grid_model')
      .set({ removed_at: now })
      .where('id', '=', row.id)
      .where('removed_at', 'is', null)
      .returning(['artifact_id', 'version_id'])
      .executeTakeFirst()
    if (!removed) throw modelNotFound()
    if (row.manifest !== null) await releaseShares(grid, trx, row.manifest, now)
    const { artifact_id: artifactId, version_id: versionId } = removed
    if (artifactId === null || versionId === null) return
    await changeArtifact(trx, artifactId, { now })
    await trx
      .updateTable('version')
      .set({ state: 'yanked', updated_at: now })
      .where('id', '=', versionId)
      .where('state', '=', 'published')
      .execute()
    await updateLatest(trx, artifactId)
  })
  if (row.version_id !== null) await undeployFromGrid(grid, row.version_id)
}
