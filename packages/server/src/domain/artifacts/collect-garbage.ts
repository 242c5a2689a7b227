import type { Db } from '../../db/database.ts'
import { isReferenced } from './blob-references.ts'
import type { BlobDeps } from './keep-blob.ts'
import { REMOVAL_LEASE, removeBlob } from './remove-blob.ts'

const HOUR = 3600_000

/** How long a blob is safe after it was last written or asked for, whether or not anything refers to it. */
export const GRACE = HOUR

/** How many rows one query looks at. */
const STRETCH = 10_000

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
  for await (const stretch of stretches(deps.database.slow)) {
    for (const row of await findGarbage(deps.database.slow, stretch, now, grace)) {
      if (!(await removeBlob(deps, row))) continue
      removed.blobs += 1
      removed.bytes += row.size
    }
  }
  return removed
}

interface Stretch {
  after: string
  upTo: string | undefined
}

/** The table in pieces, so that no single query walks all of a large one. */
async function* stretches(slow: Db): AsyncGenerator<Stretch> {
  let after = ''
  for (;;) {
    const last = await slow
      .selectFrom('blob')
      .select('sha256')
      .where('sha256', '>', after)
      .orderBy('sha256')
      .offset(STRETCH - 1)
      .limit(1)
      .executeTakeFirst()
    yield { after, upTo: last?.sha256 }
    if (!last) return
    after = last.sha256
  }
}

function findGarbage(slow: Db, { after, upTo }: Stretch, now: number, grace: number) {
  return slow
    .selectFrom('blob')
    .select(['sha256', 'size', 'state', 'touched_at'])
    .where('sha256', '>', after)
    .$if(upTo !== undefined, (query) => query.where('sha256', '<=', upTo!))
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
