import type { Trx } from '../../db/database.ts'
import { newId } from '../../ids.ts'

const CHUNK = 400

interface Blob {
  sha256: string
  size: number
}

/** A blob that has to be sent, and the upload that waits for it. */
export interface MissingBlob extends Blob {
  uploadId: string
}

interface Opening {
  accountId: string
  ownerId: string
  expiresAt: number
  now: number
}

/** An upload for each blob: one that waits for it already, or a new one. */
export async function openUploads(
  trx: Trx,
  blobs: readonly Blob[],
  opening: Opening,
): Promise<MissingBlob[]> {
  const missing: MissingBlob[] = []
  for (let start = 0; start < blobs.length; start += CHUNK) {
    missing.push(...(await openChunk(trx, blobs.slice(start, start + CHUNK), opening)))
  }
  return missing
}

async function openChunk(trx: Trx, blobs: readonly Blob[], { accountId, ownerId, expiresAt, now }: Opening) {
  const names = blobs.map(({ sha256 }) => sha256)
  const rows = await trx
    .updateTable('upload')
    .set({ expires_at: expiresAt })
    .where('owner_id', '=', ownerId)
    .where('sha256', 'in', names)
    .where('account_id', '=', accountId)
    .where('completed_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(['id', 'sha256', 'size'])
    .execute()
  const find = ({ sha256, size }: Blob) => rows.find((row) => row.sha256 === sha256 && row.size === size)?.id
  const missing = blobs.map((blob) => ({ ...blob, uploadId: find(blob) ?? newId('upl') }))
  const added = missing.filter((blob) => find(blob) === undefined)
  if (added.length > 0) {
    await trx
      .insertInto('upload')
      .values(
        added.map(({ uploadId, sha256, size }) => ({
          id: uploadId,
          account_id: accountId,
          owner_id: ownerId,
          sha256,
          size,
          completed_at: null,
          created_at: now,
          expires_at: expiresAt,
        })),
      )
      .execute()
  }
  return missing
}
