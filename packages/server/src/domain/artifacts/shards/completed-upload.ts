import type { Database } from '../../../db/database.ts'
import { newId } from '../../../ids.ts'
import type { Caller } from '../../accounts/caller.ts'
import type { FoundArtifact } from '../find-artifact.ts'
import { UPLOAD_LIFE } from '../uploads.ts'

/** An upload that was complete from the start, for a client that knows no other way to hear that it is. */
export async function completedUpload(
  database: Database,
  caller: Caller,
  { artifact }: FoundArtifact,
  { sha256, size }: { sha256: string; size: number },
): Promise<{ uploadId: string; expiresAt: number }> {
  const now = Date.now()
  const row = {
    id: newId('upl'),
    account_id: caller.account.id,
    owner_id: artifact.owner_id,
    sha256,
    size,
    completed_at: now,
    created_at: now,
    expires_at: now + UPLOAD_LIFE,
  }
  await database.write((trx) => trx.insertInto('upload').values(row).execute())
  return { uploadId: row.id, expiresAt: row.expires_at }
}
