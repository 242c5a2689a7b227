import type { Db } from '../../db/database.ts'
import { isUsableBy } from './may-use.ts'

/** Parameters of one query; both databases take more, but a long list is not planned any better. */
const CHUNK = 400

/**
 * A blob that a million versions share (an empty file, a licence) is looked up in this many of them. Should
 * none be usable the bytes are asked for again, which costs little: such files are small.
 */
const MOST_VERSIONS = 1000

export interface BlobOwner {
  /** Who asks. */
  accountId: string
  /** Whose the bytes will be. */
  ownerId: string
}

/**
 * Which of some blobs are here and need not be sent again: those the owner has sent before, and those of a
 * version that the account may use.
 *
 * Knowing a hash is no right to the bytes: what only others hold counts as absent. It is asked for like
 * anything new, and then stored once.
 *
 * @returns sizes by SHA-256
 */
export async function findUsableBlobs(
  db: Db,
  { accountId, ownerId }: BlobOwner,
  sha256s: readonly string[],
): Promise<Map<string, number>> {
  const usable = new Map<string, number>()
  for (let start = 0; start < sha256s.length; start += CHUNK) {
    const chunk = sha256s.slice(start, start + CHUNK)
    const rows = await db
      .selectFrom('blob')
      .select(['blob.sha256', 'blob.size'])
      .where('blob.sha256', 'in', chunk)
      .where('blob.state', '=', 'present')
      .where((blob) => {
        const wasSent = blob
          .selectFrom('upload')
          .select('upload.id')
          .whereRef('upload.sha256', '=', 'blob.sha256')
          .where('upload.owner_id', '=', ownerId)
          .where('upload.completed_at', 'is not', null)
        const isInUsableVersion = blob
          .selectFrom(
            blob
              .selectFrom('version_file')
              .select('version_file.version_id')
              .whereRef('version_file.sha256', '=', 'blob.sha256')
              .limit(MOST_VERSIONS)
              .as('holder'),
          )
          .innerJoin('version', 'version.id', 'holder.version_id')
          .innerJoin('artifact', 'artifact.id', 'version.artifact_id')
          .select('artifact.id')
          .where((artifact) =>
            artifact.or([artifact('artifact.owner_id', '=', ownerId), isUsableBy(accountId)(artifact)]),
          )
        return blob.or([blob.exists(wasSent), blob.exists(isInUsableVersion)])
      })
      .execute()
    for (const { sha256, size } of rows) usable.set(sha256, size)
  }
  return usable
}
