import type { StagedFile } from '../../blobs/blob-store.ts'
import type { Trx } from '../../db/database.ts'
import { isUniqueViolation } from '../../db/errors.ts'
import { Fault } from '../../fault.ts'
import { newId } from '../../ids.ts'
import type { Caller } from '../accounts/caller.ts'
import { requireScope } from '../accounts/scopes.ts'
import { canonicalHash } from '../artifacts/canonical-hash.ts'
import { fillManifest } from '../artifacts/fill-manifest.ts'
import { inspectVersion } from '../artifacts/inspect-version.ts'
import { keepBlob } from '../artifacts/keep-blob.ts'
import { nextVersion } from '../artifacts/next-version.ts'
import { registerVersion } from '../artifacts/register-version.ts'
import { touchBlobs } from '../artifacts/touch-blobs.ts'
import type { VersionFile } from '../artifacts/versions.ts'
import type { Grid } from './grid.ts'
import { servingCaller } from './grid-caller.ts'
import { deployForGrid } from './grid-deployment.ts'
import { requireNewGridId } from './grid-id.ts'
import { identifyModel, type ServedFormat } from './identify-model.ts'
import { findServedName } from './served-name.ts'
import { unpackSyft } from './unpack-syft.ts'

/** The file names under which the registry has what was served. */
const PATHS: Record<Exclude<ServedFormat, 'syft'>, string> = {
  onnx: 'model.onnx',
  torchscript: 'model.pt',
}

export interface ModelToServe {
  id: string
  allowDownload: boolean
  allowInference: boolean
  /** Its own bytes; the file is gone afterwards. */
  file: StagedFile
}

/** @throws Fault `already_exists` when the id is taken, to be asked before gigabytes are sent in vain */
export async function requireFreeId({ database }: Grid, id: string): Promise<void> {
  requireNewGridId(id)
  const taken = await database.read
    .selectFrom('grid_model')
    .select('id')
    .where('grid_id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (taken) throw idTaken(id)
}

/**
 * Hosts a model under an id of the grid. It becomes a version of a model of the registry, the caller's or, on an
 * open grid, the house's; who may download it here may do so there. It is deployed, so that it answers.
 *
 * @throws Fault `already_exists` when the id is taken, `unsupported_format` for bytes that are no model
 */
export async function serveModel(
  grid: Grid,
  caller: Caller | undefined,
  { id, allowDownload, allowInference, file }: ModelToServe,
): Promise<void> {
  const { database } = grid
  if (caller) requireScope(caller.scopes, 'models:upload')
  await requireFreeId(grid, id)
  const owner = await servingCaller(database.read, caller)
  const format = await identifyModel(file)
  const files = await keepFiles(grid, file, format, allowInference)
  const said = { summary: `Served on the grid as "${id}"`, origin: { grid_id: id } }
  const { inspection, tensors } = await inspectVersion(grid, files)
  const paths = files.map(({ path }) => path)

  const versionId = await database
    .write(async (trx) => {
      const rowId = await claimId(trx, owner.account.id, {
        id,
        allowDownload,
        allowInference,
        size: file.size,
      })
      await touchBlobs(trx, [...new Set(files.map(({ sha256 }) => sha256))], Date.now())
      const name = await findServedName(trx, owner.account.id, id)
      const version = await nextVersion(trx, owner.account.id, name)
      const { parameterCount } = inspection
      const manifest = fillManifest(said, { kind: 'model', name, paths, parameterCount })
      const ownerId = owner.account.id
      const target = {
        kind: 'model' as const,
        ownerId,
        name,
        version,
        bodyHash: canonicalHash({ files, said }),
      }
      const content = { files, manifest, inspection, tensors, accountId: ownerId }
      const versionId = await registerVersion(trx, { ...target, ...content })
      const { artifact_id: artifactId } = await trx
        .updateTable('grid_model')
        .set({ version_id: versionId })
        .set((row) => ({
          artifact_id: row
            .selectFrom('version')
            .select('version.artifact_id')
            .where('version.id', '=', versionId),
        }))
        .where('id', '=', rowId)
        .returning('artifact_id')
        .executeTakeFirstOrThrow()
      // Who may have the bytes here may have them there, and nobody else.
      await trx
        .updateTable('artifact')
        .set({ is_public: allowDownload ? 1 : 0 })
        .where('id', '=', artifactId!)
        .execute()
      return versionId
    })
    .catch((error: unknown) => {
      if (isUniqueViolation(error)) throw idTaken(id)
      throw error
    })
  await deployForGrid(grid, versionId)
}

interface Claim {
  id: string
  allowDownload: boolean
  allowInference: boolean
  size: number
  manifest?: string
}

/** Takes the id: of two who serve the same at once, one gets it. */
export async function claimId(trx: Trx, ownerId: string, claim: Claim): Promise<string> {
  const rowId = newId('gmd')
  await trx
    .insertInto('grid_model')
    .values({
      id: rowId,
      grid_id: claim.id,
      owner_id: ownerId,
      size: claim.size,
      allow_download: claim.allowDownload ? 1 : 0,
      allow_inference: claim.allowInference ? 1 : 0,
      manifest: claim.manifest ?? null,
      created_at: Date.now(),
    })
    .execute()
  return rowId
}

async function keepFiles(
  grid: Grid,
  file: StagedFile,
  format: ServedFormat,
  mayRun: boolean,
): Promise<VersionFile[]> {
  const { sha256, size } = file
  const unpacked = format === 'syft' ? await unpackSyft(grid, file, mayRun) : undefined
  const path = format === 'syft' ? unpacked!.path : PATHS[format]
  await keepBlob(grid, file)
  return [{ path, sha256, size }, ...(unpacked?.more ?? [])]
}

/** The contract's own spelling. */
export const idTaken = (id: string) =>
  new Fault('already_exists', `Model with id: ${id} already eixsts.`, { field: 'model_id' })
