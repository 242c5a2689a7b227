import { Fault } from '../../fault.ts'
import type { Caller } from '../accounts/caller.ts'
import { requireScope } from '../accounts/scopes.ts'
import { markUse } from '../artifacts/grants/mark-downloaded.ts'
import { listFiles, type VersionFile } from '../artifacts/versions.ts'
import { findGridModel, modelNotFound } from './find-grid-model.ts'
import type { Grid } from './grid.ts'

/** In the contract's words. */
const NOT_ALLOWED = "You're not allowed to download this model."

/**
 * The file that is a model's serialized form, for somebody who is sent it now: the very bytes that were served,
 * or of a model of the registry the file that runs. The grant it is had by counts as used from here on.
 *
 * @throws Fault `not_found`, or `forbidden` when it may not be copied
 */
export async function takeModelFile(
  grid: Grid,
  caller: Caller | undefined,
  id: string,
): Promise<VersionFile> {
  const { file, artifact } = await findModelFile(grid, caller, id)
  if (caller && artifact.owner_id !== caller.account.id) {
    await markUse(grid.database, caller.account.id, artifact.id)
  }
  return file
}

/** Whether a model may be copied. @throws Fault as `takeModelFile` */
export async function requireCopyAllowed(grid: Grid, caller: Caller | undefined, id: string): Promise<void> {
  await findModelFile(grid, caller, id)
}

async function findModelFile({ database, serving }: Grid, caller: Caller | undefined, id: string) {
  if (caller) requireScope(caller.scopes, 'models:read')
  const { mayDownload, versionId, artifact } = await findGridModel(database.read, caller, id)
  // Of an encrypted model there are no bytes here to copy.
  if (!mayDownload || versionId === undefined || !artifact) throw new Fault('forbidden', NOT_ALLOWED)
  const files = await listFiles(database.read, versionId)
  const syft = files.find(({ path }) => path === 'model.syft')
  if (syft) return { file: syft, artifact }
  for (const kind of serving.kinds.values()) {
    const path = kind.pick(files)
    const file = files.find((other) => other.path === path)
    if (file) return { file, artifact }
  }
  const [largest] = files.toSorted((a, b) => b.size - a.size)
  if (!largest) throw modelNotFound()
  return { file: largest, artifact }
}
