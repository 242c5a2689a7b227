import type { BlobStore } from '../../../blobs/blob-store.ts'
import type { Database, Db } from '../../../db/database.ts'
import { Fault } from '../../../fault.ts'
import { readDocuments } from '../assets/documents.ts'
import { isContributor } from '../assets/get-asset.ts'
import { type Check, publishingChecks, runChecks } from '../assets/publishing-checks.ts'
import { fillManifest } from '../fill-manifest.ts'
import { type FoundArtifact, resolveVersion, type VersionRow } from '../find-artifact.ts'
import { inspectVersion } from '../inspect-version.ts'
import type { Inspection } from '../inspection.ts'
import type { Inspector } from '../inspector.ts'
import type { RegistrationRow } from '../registrations.ts'
import type { DatasetFile, VersionFile } from '../versions.ts'
import { findDraft } from './find-draft.ts'

/** A revision that is there, or one on its way in. */
export type FoundRevision =
  | { version: VersionRow; draft?: undefined; files: DatasetFile[]; isComplete: true }
  | {
      version?: undefined
      draft: RegistrationRow
      files: VersionFile[]
      isComplete: boolean
      missing: string[]
    }

/**
 * The revision that `ref` names; one that was only begun for who may push.
 *
 * @throws Fault `not_found`
 */
export async function readRevision(db: Db, found: FoundArtifact, ref: string): Promise<FoundRevision> {
  try {
    const version = await resolveVersion(db, found.artifact, ref)
    const files = await db
      .selectFrom('version_file')
      .selectAll()
      .where('version_id', '=', version.id)
      .execute()
    return { version, files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), isComplete: true }
  } catch (error) {
    if (!(error instanceof Fault && error.code === 'not_found') || !isContributor(found)) throw error
    const draft = await findDraft(db, found.artifact, ref)
    if (!draft || draft.version_id !== null) throw error
    const files: VersionFile[] = JSON.parse(draft.files)
    const here = await db
      .selectFrom('registration_blob')
      .innerJoin('blob', 'blob.sha256', 'registration_blob.sha256')
      .select('blob.sha256')
      .where('registration_id', '=', draft.id)
      .where('blob.state', '=', 'present')
      .execute()
    const present = new Set(here.map(({ sha256 }) => sha256))
    const missing = files.filter(({ sha256 }) => !present.has(sha256)).map(({ path }) => path)
    return { draft, files, missing, isComplete: missing.length === 0 }
  }
}

/** The checks of a revision; of one on its way in, as far as its files are here. */
export async function checksOf(
  deps: { database: Database; blobs: BlobStore; inspector: Inspector },
  found: FoundArtifact,
  ref: string,
): Promise<Check[]> {
  const { read } = deps.database
  const revision = await readRevision(read, found, ref)
  if (!revision.draft) return publishingChecks(read, revision.version)
  const { artifact } = found
  const missing = new Set(revision.missing)
  const files = revision.files.filter(({ path }) => !missing.has(path))
  const { inspection, lie } = await inspectAll(deps, files)
  const paths = revision.files.map(({ path }) => path)
  const about = { kind: artifact.kind, name: artifact.name, paths, parameterCount: null }
  const checks = await runChecks(read, {
    kind: artifact.kind,
    ownerId: artifact.owner_id,
    isSold: artifact.is_paid === 1,
    manifest: fillManifest(JSON.parse(revision.draft.manifest), about),
    inspection: { ...inspection, documents: await readDocuments(deps.blobs, files) },
    paths,
    missing: revision.missing,
  })
  if (lie === undefined) return checks
  return checks.map((check) =>
    check.id === 'checksum' ? { id: 'checksum', status: 'failed', message: lie } : check,
  )
}

const NOTHING: Inspection = {
  scan: 'safe',
  parameterCount: null,
  tensorCount: 0,
  dtypes: {},
  schema: null,
  files: [],
}

async function inspectAll(
  deps: { blobs: BlobStore; inspector: Inspector },
  files: readonly VersionFile[],
): Promise<{ inspection: Inspection; lie?: string }> {
  try {
    return await inspectVersion(deps, files)
  } catch (error) {
    if (error instanceof Fault && error.code === 'validation_failed') {
      return { inspection: NOTHING, lie: error.message }
    }
    throw error
  }
}
