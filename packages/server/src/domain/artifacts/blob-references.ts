import type { ExpressionBuilder } from 'kysely'
import type { Tables } from '../../db/tables.ts'

/**
 * Whether anything still needs a blob. Every table that refers to blobs is named here, and whoever writes
 * such a reference calls `touchBlobs` in the same transaction and gives up if the blob is not among them.
 */
export function isReferenced(blob: ExpressionBuilder<Tables, 'blob'>, now: number) {
  const version = blob
    .selectFrom('version_file')
    .select('version_file.version_id')
    .whereRef('version_file.sha256', '=', 'blob.sha256')
  const registration = blob
    .selectFrom('registration_blob')
    .innerJoin('registration', 'registration.id', 'registration_blob.registration_id')
    .select('registration.id')
    .whereRef('registration_blob.sha256', '=', 'blob.sha256')
    .where('registration.expires_at', '>', now)
  const download = blob
    .selectFrom('download')
    .select('download.id')
    .whereRef('download.sha256', '=', 'blob.sha256')
  const share = blob
    .selectFrom('grid_share')
    .select('grid_share.id')
    .whereRef('grid_share.sha256', '=', 'blob.sha256')
  const shard = blob.selectFrom('shard').select('shard.id').whereRef('shard.sha256', '=', 'blob.sha256')
  const listing = blob
    .selectFrom('listing_media')
    .select('listing_media.position')
    .whereRef('listing_media.sha256', '=', 'blob.sha256')
  return blob.or([
    blob.exists(version),
    blob.exists(registration),
    blob.exists(download),
    blob.exists(listing),
    blob.exists(shard),
    blob.exists(share),
  ])
}
