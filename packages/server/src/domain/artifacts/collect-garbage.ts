import type { Database } from '../../db/database.ts'
import { isReferenced } from './blob-references.ts'
import type { BlobDeps } from './keep-blob.ts'
import { REMOVAL_LEASE, removeBlob } from './remove-blob.ts'

const HOUR = 3600_000

/** How long a blob is safe after it was last written or asked for, whether or not anything refers to it. */
export const GRACE = HOUR

/** How long bytes may be on their way into the store; a large blob takes its time to S3. */
const AWAITED_LIFE = 24 * HOUR

/**
 * Removes the blobs that nothing refers to any more, and ends removals that a dead server began.
 *
 * It may run beside uploads, registrations and itself, on any number of servers.
 */
export async function collectGarbage(
  deps: BlobDeps,
  { now = Date.now(), grace = GRACE }: { now?: number; grace?: number } = {},
): Promise<{ blobs: number; bytes: number }> {
  const removed = { blobs: 0, bytes: 0 }
  // By the first two digits, so that no single query walks the whole table.
  for (let first = 0; first < 256; first++) {
    for (const row of await findGarbage(deps.database, first, now, grace)) {
      if (!(await removeBlob(deps, row))) continue
      removed.blobs += 1
      removed.bytes += row.size
    }
  }
  return removed
}

function findGarbage({ slow }: Database, first: number, now: number, grace: number) {
  const digits = first.toString(16).padStart(2, '0')
  return slow
    .selectFrom('blob')
    .select(['sha256', 'size', 'state', 'touched_at'])
    .where('sha256', '>=', digits)
    .where('sha256', '<=', `${digits}${'f'.repeat(62)}`)
    .where((blob) =>
      blob.or([
        blob('state', '=', 'deleting').and('touched_at', '<', now - REMOVAL_LEASE),
        blob
          .or([
            blob('state', '=', 'present').and('touched_at', '<', now - grace),
            blob('state', '=', 'awaited').and('touched_at', '<', now - AWAITED_LIFE),
          ])
          .and(blob.not(isReferenced(blob, now))),
      ]),
    )
    .execute()
}
