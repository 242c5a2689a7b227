import type { BlobStore } from '../../blobs/blob-store.ts'
import type { Database } from '../../db/database.ts'
import type { ArtifactKind } from '../../db/tables.ts'
import { Fault } from '../../fault.ts'
import type { Caller } from '../accounts/caller.ts'
import { requireScope } from '../accounts/scopes.ts'
import { readDocuments } from './assets/documents.ts'
import { fillManifest } from './fill-manifest.ts'
import { findSameVersion } from './find-same-version.ts'
import { inspectVersion } from './inspect-version.ts'
import type { Inspection } from './inspection.ts'
import type { Inspector } from './inspector.ts'
import type { Manifest } from './manifest.ts'
import { type RevisionAbout, registerVersion } from './register-version.ts'
import { getRegistration, type RegistrationRow } from './registrations.ts'
import { describeFiles } from './tables/describe-files.ts'
import type { Tables } from './tables/tables.ts'
import { touchBlobs } from './touch-blobs.ts'
import { findUsableBlobs } from './usable-blobs.ts'
import type { VersionFile } from './versions.ts'

/** How many missing blobs a message names. */
const NAMED = 5

const WRITE_SCOPE = { model: 'models:upload', dataset: 'datasets:upload' } as const

interface RegistrationDeps {
  database: Database
  blobs: BlobStore
  inspector: Inspector
  tables: Tables
}

/** What is about to become a version. */
export interface Candidate {
  kind: ArtifactKind
  ownerId: string
  name: string
  version: string
  files: readonly VersionFile[]
  manifest: Manifest
  inspection: Inspection
  about: RevisionAbout
}

/**
 * A last look at a version before it is there for good: it throws what speaks against it, and answers the
 * metrics the version starts with.
 */
export type Review = (candidate: Candidate) => Promise<Record<string, number>>

export interface RegisteredVersion {
  kind: ArtifactKind
  name: string
  /** Its id. */
  versionId: string
}

/**
 * Makes a version of a registration whose blobs have all arrived. The version is whole and published when
 * this returns; until then there is nothing of it. Asked again, it is the same version.
 *
 * @param ref the slug of the owner, and the id of the registration
 * @throws Fault `upload_incomplete` naming what is missing, `validation_failed` naming a file whose header
 * lies, `already_exists` when the number was used for something else meanwhile, `forbidden`, `not_found`
 */
export async function completeRegistration(
  deps: RegistrationDeps,
  caller: Caller,
  ref: { owner: string; id: string },
  review: Review = async () => ({}),
): Promise<RegisteredVersion> {
  const registration = await getRegistration(deps.database.read, caller, ref)
  requireScope(caller.scopes, WRITE_SCOPE[registration.artifact_kind])
  const versionId = await complete(deps, registration, review)
  return { kind: registration.artifact_kind, name: registration.name, versionId }
}

async function complete(
  { database, blobs, inspector, tables }: RegistrationDeps,
  registration: RegistrationRow,
  review: Review,
): Promise<string> {
  const { owner_id: ownerId, account_id: accountId, artifact_kind: kind, name, version } = registration
  const target = { kind, ownerId, name, version, bodyHash: registration.body_hash }
  const done = await findSameVersion(database.read, target)
  if (done) return done

  const files: VersionFile[] = JSON.parse(registration.files)
  const said: Manifest = JSON.parse(registration.manifest)
  const sha256s = [...new Set(files.map(({ sha256 }) => sha256))]
  const usable = await findUsableBlobs(database.read, { accountId, ownerId }, sha256s)
  requireAll(sha256s, usable)

  const about: RevisionAbout = JSON.parse(registration.about ?? '{}')
  const { inspection: found, tensors } = await inspectVersion({ blobs, inspector }, files)
  const documents = await readDocuments(blobs, files)
  const inspection: Inspection = { ...found, documents }
  const paths = files.map(({ path }) => path)
  const { parameterCount } = inspection
  const described =
    kind === 'dataset' ? await describeFiles({ blobs, tables }, files) : { manifest: {}, files }
  const manifest = fillManifest({ ...described.manifest, ...said }, { kind, name, paths, parameterCount })

  const metrics = await review({ kind, ownerId, name, version, files, manifest, inspection, about })

  return database.write(async (trx) => {
    requireAll(sha256s, await touchBlobs(trx, sha256s, Date.now()))
    const id = await registerVersion(trx, {
      ...target,
      files: described.files,
      manifest,
      inspection,
      tensors,
      accountId,
      metrics,
      about,
    })
    await trx.updateTable('registration').set({ version_id: id }).where('id', '=', registration.id).execute()
    return id
  })
}

function requireAll(sha256s: readonly string[], present: { has(sha256: string): boolean }): void {
  const missing = sha256s.filter((sha256) => !present.has(sha256))
  if (missing.length === 0) return
  const named = missing.slice(0, NAMED).map((sha256) => `sha256:${sha256}`)
  const more = missing.length > NAMED ? `, and ${missing.length - NAMED} more` : ''
  throw new Fault(
    'upload_incomplete',
    `${missing.length} of ${sha256s.length} blobs have not arrived: ${named.join(', ')}${more}`,
  )
}
