import type { Database } from '../../../db/database.ts'
import { actFor } from '../../accounts/act-for.ts'
import type { Caller } from '../../accounts/caller.ts'
import { openUploads } from '../../artifacts/open-uploads.ts'
import { findUsableBlobs } from '../../artifacts/usable-blobs.ts'

/** The largest picture or film of a gallery. */
export const MOST_MEDIA_BYTES = 100_000_000

/** How long an upload waits for its bytes. */
const UPLOAD_MS = 24 * 3600 * 1000

/**
 * Opens an upload for a gallery's picture or film.
 *
 * @param media `sha256` in hex, `size` in bytes, and the organisation it is for
 * @returns the upload's id, or undefined where the bytes are here already
 */
export async function openMedia(
  database: Database,
  caller: Caller,
  { sha256, size, owner }: { sha256: string; size: number; owner?: string | undefined },
): Promise<string | undefined> {
  const ownerId = await actFor(database.read, caller, owner)
  const accountId = caller.account.id
  const usable = await findUsableBlobs(database.read, { accountId, ownerId }, [sha256])
  if (usable.has(sha256)) return undefined
  const now = Date.now()
  const opening = { accountId, ownerId, now, expiresAt: now + UPLOAD_MS }
  const [upload] = await database.write((trx) => openUploads(trx, [{ sha256, size }], opening))
  return upload!.uploadId
}
