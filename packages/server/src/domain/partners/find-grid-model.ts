import type { Selectable } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { GridModelTable } from '../../db/tables/grid.ts'
import { Fault } from '../../fault.ts'
import type { Caller } from '../accounts/caller.ts'
import { type ArtifactRow, getArtifact, resolveVersion } from '../artifacts/find-artifact.ts'
import { mayUse } from '../artifacts/may-use.ts'
import { accountIdOf } from './grid-caller.ts'
import { mayBeGridId } from './grid-id.ts'

export type GridModelRow = Selectable<GridModelTable>

/** A model as partners may have it. */
export interface GridModel {
  id: string
  /** Undefined for an encrypted model, of which only the manifest is here. */
  artifact: ArtifactRow | undefined
  versionId: string | undefined
  row: GridModelRow | undefined
  mayDownload: boolean
  mayInfer: boolean
}

export const modelNotFound = () => new Fault('not_found', 'Model not found.')

/**
 * A model by the id it was served under, or by `owner/name` of the registry.
 *
 * What was served says itself what partners may do with it, whoever they are. What was pushed to the registry
 * may be downloaded and run by who may use it there. What is for sale needs a grant in both cases.
 *
 * @throws Fault `not_found`, for what the caller may not see too
 */
export async function findGridModel(db: Db, caller: Caller | undefined, id: string): Promise<GridModel> {
  if (!mayBeGridId(id)) throw modelNotFound()
  const row = await db
    .selectFrom('grid_model')
    .selectAll()
    .where('grid_id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (row) return ofRow(db, caller, id, row)
  const [owner = '', name = '', ...more] = id.split('/')
  if (name === '' || more.length > 0) throw modelNotFound()
  const [bare = '', ref] = name.split('@')
  const { artifact } = await getArtifact(db, caller, { owner, kind: 'model', name: bare }).catch(asNotFound)
  const served = await findServed(db, artifact.id)
  if (served && ref === undefined) return ofRow(db, caller, id, served)
  const version = await resolveVersion(db, artifact, ref ?? 'latest').catch(asNotFound)
  const isUsable = await mayUse(db, accountIdOf(caller), artifact, caller?.mode)
  const mayDownload = isUsable && served?.allow_download !== 0
  const mayInfer = isUsable && served?.allow_inference !== 0
  return { id, artifact, versionId: version.id, row: served, mayDownload, mayInfer }
}

/** What the grid says of an artifact that was served on it. */
export async function findServed(db: Db, artifactId: string): Promise<GridModelRow | undefined> {
  return db
    .selectFrom('grid_model')
    .selectAll()
    .where('artifact_id', '=', artifactId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
}

async function ofRow(db: Db, caller: Caller | undefined, id: string, row: GridModelRow): Promise<GridModel> {
  const { artifact_id: artifactId, version_id: versionId } = row
  const artifact =
    artifactId === null
      ? undefined
      : await db.selectFrom('artifact').selectAll().where('id', '=', artifactId).executeTakeFirstOrThrow()
  const isPaidFor = !artifact?.is_paid || (await mayUse(db, accountIdOf(caller), artifact, caller?.mode))
  return {
    id,
    artifact,
    versionId: versionId ?? undefined,
    row,
    mayDownload: isPaidFor && row.allow_download === 1,
    mayInfer: isPaidFor && row.allow_inference === 1,
  }
}

function asNotFound(error: unknown): never {
  if (error instanceof Fault && error.code === 'not_found') throw modelNotFound()
  throw error
}
