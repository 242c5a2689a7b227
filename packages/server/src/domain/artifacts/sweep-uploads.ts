import type { BlobDeps } from './keep-blob.ts'

const CHUNK = 400

/**
 * Forgets the uploads that have expired, and removes from this machine's staging folder what belongs to no
 * upload that is still going on. One that somebody is sending to at this moment stays until the next time.
 */
export async function sweepUploads({ database, blobs }: BlobDeps, now = Date.now()): Promise<void> {
  await database.write(async (trx) => {
    await trx.deleteFrom('upload').where('expires_at', '<=', now).execute()
    // Shards that will not arrive any more.
    await trx
      .deleteFrom('shard')
      .where('sha256', 'is', null)
      .where('upload_id', 'not in', (where) => where.selectFrom('upload').select('id'))
      .execute()
  })
  const ids = await blobs.staging.ids()
  for (let start = 0; start < ids.length; start += CHUNK) {
    const chunk = ids.slice(start, start + CHUNK)
    const rows = await database.read
      .selectFrom('upload')
      .select('id')
      .where('id', 'in', chunk)
      .where('completed_at', 'is', null)
      .execute()
    const open = new Set(rows.map(({ id }) => id))
    for (const id of chunk) if (!open.has(id)) await blobs.staging.discard(id)
  }
  await blobs.staging.sweep(now)
}
