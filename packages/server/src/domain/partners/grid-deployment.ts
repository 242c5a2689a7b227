import { isUniqueViolation } from '../../db/errors.ts'
import { createDeployment } from '../runtimes/deployments.ts'
import type { LiveDeployment } from '../runtimes/live-deployments.ts'
import type { Grid } from './grid.ts'
import { callerOf } from './grid-caller.ts'

/** Long enough for a grid's users, who have no say in the settings. */
const SETTINGS = { rateLimit: null }

/**
 * The deployment by which the grid answers for a version, made when there is none (any more): its owner's, to be
 * seen, invoked and changed like every other.
 */
export async function deployForGrid(grid: Grid, versionId: string): Promise<string> {
  const { database, serving } = grid
  const known = await findDeployment(grid, versionId)
  if (known !== undefined) return known
  const {
    slug,
    artifact_id: artifactId,
    version,
  } = await database.read
    .selectFrom('version')
    .innerJoin('artifact', 'artifact.id', 'version.artifact_id')
    .innerJoin('account', 'account.id', 'artifact.owner_id')
    .select(['account.slug', 'version.artifact_id', 'version.version'])
    .where('version.id', '=', versionId)
    .executeTakeFirstOrThrow()
  const owner = await callerOf(database.read, slug)
  const { id } = await createDeployment(serving, owner, {
    model: `${artifactId}@${version}`,
    settings: SETTINGS,
  })
  try {
    await database.write(async (trx) => {
      // One that was deleted gives way; one that another request has just made stays.
      await trx
        .deleteFrom('grid_deployment')
        .where('version_id', '=', versionId)
        .where('deployment_id', 'in', (query) =>
          query.selectFrom('deployment').select('id').where('deleted_at', 'is not', null),
        )
        .execute()
      await trx.insertInto('grid_deployment').values({ version_id: versionId, deployment_id: id }).execute()
    })
    return id
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    await dropDeployment(grid, id)
    return (await findDeployment(grid, versionId))!
  }
}

/** The deployment as the hot path wants it. */
export async function liveForGrid(grid: Grid, versionId: string): Promise<LiveDeployment> {
  for (;;) {
    const id = await deployForGrid(grid, versionId)
    const live = await grid.serving.live.read(id)
    if (live) return live
  }
}

async function findDeployment({ database }: Grid, versionId: string): Promise<string | undefined> {
  const row = await database.read
    .selectFrom('grid_deployment')
    .innerJoin('deployment', 'deployment.id', 'grid_deployment.deployment_id')
    .select('deployment.id')
    .where('grid_deployment.version_id', '=', versionId)
    .where('deployment.deleted_at', 'is', null)
    .executeTakeFirst()
  return row?.id
}

/** Removes a deployment that nobody knows of yet, or that belonged to what has gone. */
export async function dropDeployment({ database, serving }: Grid, id: string): Promise<void> {
  await database.write((trx) =>
    trx
      .updateTable('deployment')
      .set((row) => ({
        status: 'stopped',
        next_version_id: null,
        deleted_at: Date.now(),
        change: row('change', '+', 1),
      }))
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .execute(),
  )
  serving.live.forget(id)
  serving.drop(id)
}

/** Ends the deployment by which the grid answered for a version. */
export async function undeployFromGrid(grid: Grid, versionId: string): Promise<void> {
  const id = await findDeployment(grid, versionId)
  if (id !== undefined) await dropDeployment(grid, id)
}
