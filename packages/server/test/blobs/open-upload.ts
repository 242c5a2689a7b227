import { createHash } from 'node:crypto'
import type { Database } from '../../src/db/database.ts'
import { openUploads } from '../../src/domain/artifacts/open-uploads.ts'

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** An upload that waits for these bytes, as a route that needs a blob opens it. */
export async function openUpload(
  database: Database,
  bytes: Uint8Array,
  { ownerId, accountId = ownerId, life = 3600_000 }: { ownerId: string; accountId?: string; life?: number },
): Promise<string> {
  const now = Date.now()
  const blobs = [{ sha256: sha256Of(bytes), size: bytes.length }]
  const opening = { accountId, ownerId, now, expiresAt: now + life }
  const [missing] = await database.write((trx) => openUploads(trx, blobs, opening))
  return missing!.uploadId
}
