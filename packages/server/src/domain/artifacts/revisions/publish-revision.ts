import type { BlobStore } from '../../../blobs/blob-store.ts'
import type { Database, Db } from '../../../db/database.ts'
import { Fault } from '../../../fault.ts'
import type { Caller } from '../../accounts/caller.ts'
import { requirePassed, runChecks } from '../assets/publishing-checks.ts'
import { tellVersion } from '../assets/tell-version.ts'
import { type Candidate, completeRegistration } from '../complete-registration.ts'
import type { ArtifactRow, FoundArtifact, VersionRow } from '../find-artifact.ts'
import type { Inspector } from '../inspector.ts'
import type { Tables } from '../tables/tables.ts'
import { findDraft } from './find-draft.ts'
import { findParent } from './find-parent.ts'
import { promisesOf, requireHonestNumber } from './semver-rule.ts'

interface PublishDeps {
  database: Database
  blobs: BlobStore
  inspector: Inspector
  tables: Tables
}

/**
 * Makes a revision of what was opened under this number, once all its files have arrived. Of a public model
 * or dataset it is public at once, so its checks must pass. Asked again, it is the same revision.
 *
 * @throws Fault `not_found` when nothing was opened; `upload_incomplete`; `validation_failed` for a file that
 * lies, a number that hides a breaking change, a check that fails
 */
export async function publishRevision(
  deps: PublishDeps,
  caller: Caller,
  { artifact, ownerSlug: owner }: FoundArtifact,
  version: string,
): Promise<VersionRow> {
  const { read } = deps.database
  const draft = await findDraft(read, artifact, version)
  const published = await findVersion(read, artifact.id, version)
  if (published && (!draft || draft.version_id === published.id)) return published
  if (!draft) throw new Fault('not_found', `no revision ${version.slice(0, 40).toWellFormed()} was begun`)
  const review = async (candidate: Candidate) => {
    await reviewCandidate(read, artifact, candidate).catch(async (error: unknown) => {
      if (error instanceof Fault && error.code === 'scan_blocked') {
        const about = { artifactId: artifact.id, version, reason: error.message }
        await deps.database.write((trx) => tellVersion(trx, ['scan.blocked'], about))
      }
      throw error
    })
    return candidate.inspection.documents?.card?.benchmarks ?? {}
  }
  const { versionId } = await completeRegistration(deps, caller, { owner, id: draft.id }, review)
  return read.selectFrom('version').selectAll().where('id', '=', versionId).executeTakeFirstOrThrow()
}

/** What the marketplace asks of a version beyond what the registry does. */
export async function reviewCandidate(db: Db, artifact: ArtifactRow, candidate: Candidate): Promise<void> {
  const { version, manifest, inspection, about } = candidate
  const parent = await findParent(db, artifact.id, version, about.parent)
  if (parent) {
    const before = promisesOf(parent.version, JSON.parse(parent.manifest), JSON.parse(parent.inspection))
    requireHonestNumber(before, promisesOf(version, manifest, inspection))
  }
  if (!artifact.is_public) return
  requirePassed(
    await runChecks(db, {
      ...candidate,
      isSold: artifact.is_paid === 1,
      paths: candidate.files.map(({ path }) => path),
      missing: [],
    }),
  )
}

const findVersion = (db: Db, artifactId: string, version: string): Promise<VersionRow | undefined> =>
  db
    .selectFrom('version')
    .selectAll()
    .where('artifact_id', '=', artifactId)
    .where('version', '=', version)
    .where('state', '!=', 'deleted')
    .executeTakeFirst()
