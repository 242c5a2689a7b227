import type { BlobStore } from '../../../blobs/blob-store.ts'
import type { VersionRow } from '../../../domain/artifacts/find-artifact.ts'
import type { Inspection } from '../../../domain/artifacts/inspection.ts'
import type { Manifest } from '../../../domain/artifacts/manifest.ts'
import type { MissingBlob } from '../../../domain/artifacts/open-uploads.ts'
import type { RegistrationRow } from '../../../domain/artifacts/registrations.ts'
import type { DatasetFile, VersionFile } from '../../../domain/artifacts/versions.ts'
import { iso } from '../iso.ts'

/** What one request need not exceed, so that no proxy on the way loses patience. */
export const CHUNK_SIZE = 8 * 1024 * 1024

export function presentRevision(version: VersionRow) {
  const manifest: Manifest = JSON.parse(version.manifest)
  const inspection: Partial<Inspection> = JSON.parse(version.inspection)
  return {
    id: version.id,
    version: version.version,
    status: version.state === 'yanked' ? ('yanked' as const) : ('published' as const),
    parent: version.parent,
    changelog: version.changelog,
    license: manifest.license ?? null,
    size: version.file_size_bytes,
    downloads: version.download_count,
    manifest_sha256: version.artifacts_hash.replace(/^sha256:/, ''),
    scan: inspection.scan ?? null,
    parameters: inspection.parameterCount ?? null,
    rows: manifest.row_count ?? null,
    metrics: JSON.parse(version.metrics) as Record<string, number>,
    schema: inspection.schema ?? null,
    yanked:
      version.state === 'yanked'
        ? {
            reason: version.yanked_reason,
            at: version.yanked_at === null ? null : iso(version.yanked_at),
          }
        : null,
    created_at: iso(version.created_at),
  }
}

/** A revision that is on its way in. */
export function presentDraft(draft: RegistrationRow, isComplete: boolean) {
  const manifest: Manifest = JSON.parse(draft.manifest)
  const files: VersionFile[] = JSON.parse(draft.files)
  const { changelog, parent } = JSON.parse(draft.about ?? '{}')
  return {
    id: null,
    version: draft.version,
    status: isComplete ? ('ready' as const) : ('uploading' as const),
    parent: parent ?? null,
    changelog: changelog ?? null,
    license: manifest.license ?? null,
    size: files.reduce((sum, { size }) => sum + size, 0),
    downloads: 0,
    manifest_sha256: null,
    scan: null,
    parameters: null,
    rows: null,
    metrics: {},
    schema: null,
    yanked: null,
    created_at: iso(draft.created_at),
    files: files.map(presentFile),
  }
}

export const presentFile = ({ path, size, sha256, split = null, rows = null }: DatasetFile) => ({
  path,
  size,
  sha256,
  split,
  rows,
})

/** Where and how the bytes of some files are to be sent; `here` is where the client reaches this server. */
export async function presentMissing(
  missing: readonly MissingBlob[],
  files: readonly VersionFile[],
  { blobs, here }: { blobs: BlobStore; here: string },
) {
  const paths = new Map(files.toReversed().map(({ path, sha256 }) => [sha256, path]))
  return Promise.all(
    missing.map(async ({ sha256, size, uploadId }) => ({
      path: paths.get(sha256)!,
      sha256,
      size,
      upload_id: uploadId,
      upload_url: `${here}/v1/uploads/${uploadId}`,
      chunk_size: CHUNK_SIZE,
      offset: await blobs.staging.received(uploadId),
    })),
  )
}
