import { pipeline } from 'node:stream/promises'
import { pack } from 'tar-stream'
import type { BlobStore } from '../../blobs/blob-store.ts'
import type { VersionFile } from './versions.ts'

/** Names in a tar may be long, but file systems take no more than 255 bytes. */
const FOLDER_LIMIT = 200

/** `digits-1.0.0`: the folder in the archive, and its name before `.tar`. */
export const archiveName = (name: string, version: string): string =>
  `${name}-${version}`.slice(0, FOLDER_LIMIT)

/**
 * Some files of a version as a tar stream, at flat memory.
 *
 * The same files always give the same bytes: they come in the order given, with no time and no owner, so the
 * archive is stored once however often it is made.
 */
export async function* archiveFiles(
  blobs: BlobStore,
  folder: string,
  files: readonly VersionFile[],
): AsyncGenerator<Uint8Array> {
  const tar = pack()
  const filling = fill().catch((error: Error) => tar.destroy(error))
  yield* tar as AsyncIterable<Uint8Array>
  await filling

  async function fill() {
    for (const { path, sha256, size } of files) {
      const header = { name: `${folder}/${path}`, size, mtime: new Date(0), mode: 0o644 }
      await pipeline(blobs.read(sha256), tar.entry(header))
    }
    tar.finalize()
  }
}
