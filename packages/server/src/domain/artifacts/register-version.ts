import { randomUUID } from 'node:crypto'
import type { Trx } from '../../db/database.ts'
import { newId } from '../../ids.ts'
import type { EventType } from '../events/event-types.ts'
import { artifactsHash } from './artifacts-hash.ts'
import { readDeclared, withoutSaid } from './assets/declared.ts'
import { tellVersion } from './assets/tell-version.ts'
import { changeArtifact } from './change-artifact.ts'
import { requireSameVersion, type VersionTarget } from './find-same-version.ts'
import type { Inspection, TensorEntry } from './inspection.ts'
import type { Manifest } from './manifest.ts'
import { parseVersionNumber } from './semver-number.ts'
import { updateLatest } from './update-latest.ts'
import type { DatasetFile } from './versions.ts'

const CHUNK = 400

/** What is said of a version beside what it holds. */
export interface RevisionAbout {
  changelog?: string
  /** The number of the version it was made from. */
  parent?: string
}

/** A version as it will be from the moment of the commit, for good. */
export interface VersionToRegister extends VersionTarget {
  /** In the order of their paths; their blobs are here and held. */
  files: readonly DatasetFile[]
  /** With everything filled in that can be known. */
  manifest: Manifest
  inspection: Inspection
  tensors: readonly TensorEntry[]
  metrics?: Record<string, number>
  about?: RevisionAbout
  accountId: string
}

/**
 * Writes a version with everything that belongs to it, and the artifact itself with its first one. Of two
 * that register the same at once, both get the one version.
 *
 * @returns the id of the version
 * @throws Fault `already_exists` when the number was used for something else
 */
export async function registerVersion(trx: Trx, version: VersionToRegister): Promise<string> {
  const now = Date.now()
  const artifactId = await getOrAddArtifact(trx, version, now)
  await changeArtifact(trx, artifactId, { now })

  const taken = await trx
    .selectFrom('version')
    .select(['id', 'state', 'manifest_hash'])
    .where('artifact_id', '=', artifactId)
    .where('version', '=', version.version)
    .executeTakeFirst()
  if (taken) {
    requireSameVersion(taken, version)
    return taken.id
  }

  const id = randomUUID()
  await trx
    .insertInto('version')
    .values({
      id,
      artifact_id: artifactId,
      version: version.version,
      ...parseVersionNumber(version.version),
      state: 'published',
      manifest: JSON.stringify(version.manifest),
      manifest_hash: version.bodyHash,
      artifacts_hash: artifactsHash(version.files),
      file_size_bytes: version.files.reduce((sum, { size }) => sum + size, 0),
      inspection: JSON.stringify(version.inspection),
      metrics: JSON.stringify(version.metrics ?? {}),
      changelog: version.about?.changelog ?? null,
      parent: version.about?.parent ?? null,
      created_by: version.accountId,
      created_at: now,
      updated_at: now,
    })
    .execute()
  await addFiles(trx, id, version.files)
  if (version.tensors.length > 0) {
    const tensors = JSON.stringify(version.tensors)
    await trx.insertInto('version_tensors').values({ version_id: id, tensors }).execute()
  }
  const { version_count: versionCount } = await trx
    .updateTable('artifact')
    .set((artifact) => ({ version_count: artifact('version_count', '+', 1) }))
    .where('id', '=', artifactId)
    .returning('version_count')
    .executeTakeFirstOrThrow()
  await letVersionSpeak(trx, artifactId, version.manifest)
  await updateLatest(trx, artifactId)
  await tellVersion(trx, version.kind === 'model' ? modelEvents(versionCount) : ['dataset.published'], {
    artifactId,
    version: version.version,
  })
  return id
}

const modelEvents = (versionCount: number): EventType[] =>
  versionCount === 1 ? ['model.published', 'revision.published'] : ['revision.published']

/** What was said of the artifact before is said by its new version now. */
async function letVersionSpeak(trx: Trx, artifactId: string, manifest: Manifest): Promise<void> {
  const { declared } = await trx
    .selectFrom('artifact')
    .select('declared')
    .where('id', '=', artifactId)
    .executeTakeFirstOrThrow()
  if (declared === '{}') return
  const left = JSON.stringify(withoutSaid(readDeclared({ declared }), manifest as object))
  await trx.updateTable('artifact').set({ declared: left }).where('id', '=', artifactId).execute()
}

async function getOrAddArtifact(
  trx: Trx,
  { kind, ownerId, name }: VersionToRegister,
  now: number,
): Promise<string> {
  // Waits, on PostgreSQL, for another transaction that is adding the same.
  await trx
    .insertInto('artifact')
    .values({
      id: newId(kind === 'model' ? 'mdl' : 'ds'),
      kind,
      owner_id: ownerId,
      name,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.columns(['owner_id', 'kind', 'name']).doNothing())
    .execute()
  const { id } = await trx
    .selectFrom('artifact')
    .select('id')
    .where('owner_id', '=', ownerId)
    .where('kind', '=', kind)
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  return id
}

async function addFiles(trx: Trx, versionId: string, files: readonly DatasetFile[]): Promise<void> {
  for (let start = 0; start < files.length; start += CHUNK) {
    const rows = files
      .slice(start, start + CHUNK)
      .map(({ path, sha256, size, split = null, rows = null }) => ({
        version_id: versionId,
        path,
        sha256,
        size,
        split,
        rows,
      }))
    await trx.insertInto('version_file').values(rows).execute()
  }
}
