import type { BlobStore } from '../../../blobs/blob-store.ts'
import type { Database } from '../../../db/database.ts'
import { Fault } from '../../../fault.ts'
import type { Signer } from '../../../signer.ts'
import type { Caller } from '../../accounts/caller.ts'
import { signBlobUrl } from '../blob-url.ts'
import { beginDownload } from '../downloads.ts'
import { type FoundArtifact, resolveVersion, type VersionRow } from '../find-artifact.ts'
import { listFiles, type VersionFile } from '../versions.ts'
import { findGrant, type HeldGrant } from './find-grant.ts'

/** How long an address can be used to begin fetching. Seconds. */
const URL_SECONDS = 15 * 60

export interface FileDownload {
  version: VersionRow
  file: VersionFile
  /** A path of this server, or a whole URL. */
  url: string
  /** By which the caller has it, if it was bought. */
  grant: HeldGrant | undefined
}

/**
 * Begins the download of one file of a version: by default of its weights, or of the largest part of a
 * dataset.
 *
 * @param wish.revision `1.2.0`, `^1`, an alias, or `latest`
 * @throws Fault `not_found`, `licence_required` without a grant, `validation_failed` for a file that is not there
 */
export async function downloadFile(
  deps: { database: Database; blobs: BlobStore; signer: Signer },
  caller: Caller,
  { artifact, ownerSlug: owner }: FoundArtifact,
  wish: { revision: string; path?: string | undefined },
): Promise<FileDownload> {
  const { read } = deps.database
  const ref = { owner, kind: artifact.kind, name: artifact.name }
  const version = await resolveVersion(read, artifact, wish.revision)
  const files = await listFiles(read, version.id)
  const file = wish.path === undefined ? findMain(files) : files.find(({ path }) => path === wish.path)
  if (!file) {
    const message = `revision ${version.version} has no file "${wish.path?.slice(0, 200).toWellFormed()}"`
    throw new Fault('validation_failed', message, { field: 'path' })
  }
  const { sha256, filename } = await beginDownload(
    deps,
    caller,
    { ...ref, version: version.version },
    { path: file.path },
  )
  const url = await signBlobUrl(deps, { sha256: sha256!, filename, expiresIn: URL_SECONDS })
  return { version, file, url, grant: await findGrant(deps.database, caller, artifact.id) }
}

const PREFERRED = [
  /\.safetensors$/i,
  /\.onnx$/i,
  /\.gguf$/i,
  /\.(?:msgpack|pb|h5|awq)$/i,
  /\.(?:pt|pth|bin|pkl)$/i,
  /\.(?:parquet|arrow|feather|csv|jsonl|ndjson|tar|mcap)$/i,
]

/** The file that is what people come for: the largest of the most preferred format that is there. */
function findMain(files: readonly VersionFile[]): VersionFile | undefined {
  const rank = ({ path }: VersionFile) => {
    const index = PREFERRED.findIndex((ending) => ending.test(path))
    return index === -1 ? PREFERRED.length : index
  }
  return files.toSorted((a, b) => rank(a) - rank(b) || b.size - a.size)[0]
}
