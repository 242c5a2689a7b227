import { Fault } from '../../fault.ts'
import type { Caller } from '../accounts/caller.ts'
import { requireScope } from '../accounts/scopes.ts'
import { listFiles, type VersionFile } from '../artifacts/versions.ts'
import { findGridModel, modelNotFound } from './find-grid-model.ts'
import type { Grid } from './grid.ts'

/** In the contract's words. */
const NOT_ALLOWED = "You're not allowed to download this model."

/**
 * The file that is a model's serialized form: the very bytes that were served, or of a model of the registry the
 * file that runs.
 *
 * @throws Fault `not_found`, or `forbidden` when it may not be copied
 */
export async function findModelFile(
  { database, serving }: Grid,
  caller: Caller | undefined,
  id: string,
): Promise<VersionFile> {
  if (caller) requireScope(caller.scopes, 'models:read')
  const model = await findGridModel(database.read, caller, id)
  if (!model.mayDownload) throw new Fault('forbidden', NOT_ALLOWED)
  // Of an encrypted model there are no bytes here to copy.
  if (model.versionId === undefined) throw new Fault('forbidden', NOT_ALLOWED)
  const files = await listFiles(database.read, model.versionId)
  const syft = files.find(({ path }) => path === 'model.syft')
  if (syft) return syft
  for (const kind of serving.kinds.values()) {
    const path = kind.pick(files)
    const file = files.find((other) => other.path === path)
    if (file) return file
  }
  const [largest] = files.toSorted((a, b) => b.size - a.size)
  if (!largest) throw modelNotFound()
  return largest
}

/** Whether a model may be copied. @throws Fault as `findModelFile` */
export async function requireCopyAllowed(grid: Grid, caller: Caller | undefined, id: string): Promise<void> {
  await findModelFile(grid, caller, id)
}
