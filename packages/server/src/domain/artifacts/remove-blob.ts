import type { Selectable } from 'kysely'
import type { BlobStore } from '../../blobs/blob-store.ts'
import type { Database, Trx } from '../../db/database.ts'
import type { BlobTable } from '../../db/tables.ts'
import { isReferenced } from './blob-references.ts'

interface Deps {
  database: Database
  blobs: BlobStore
}

/** A blob's row as it was found. */
export type SeenBlob = Pick<Selectable<BlobTable>, 'sha256' | 'state' | 'touched_at'>

/**
 * How long a removal may take. After that its row is up for whoever comes by: the server that began it died.
 * Milliseconds.
 */
export const REMOVAL_LEASE = 5 * 60 * 1000

/**
 * Removes a blob that nothing refers to, unless it was touched since it was seen.
 *
 * The row says `deleting` while its bytes go, so that a writer of the same bytes waits. It is this removal's
 * as long as `touched_at` is what was written here: of two servers only one gets it, and one that was held
 * up too long does not touch bytes that may be new ones.
 *
 * @param options.isLost the bytes are missing or damaged: they go even when something refers to them, and
 * the row then awaits that they are sent again
 * @returns whether they were removed
 */
export async function removeBlob(
  { database, blobs }: Deps,
  seen: SeenBlob,
  { isLost = false }: { isLost?: boolean } = {},
): Promise<boolean> {
  const started = performance.now()
  const lease = Math.max(Date.now(), seen.touched_at + 1)
  const isMine = await database.write((trx) => beginRemoval(trx, seen, lease, isLost))
  if (!isMine || performance.now() - started > REMOVAL_LEASE / 2) return false
  await blobs.remove(seen.sha256)
  await database.write((trx) => endRemoval(trx, seen.sha256, lease))
  return true
}

/** Ends the removal of a blob that a server began and did not live to end, if that is what holds it. */
export async function removeAbandoned(deps: Deps, sha256: string): Promise<void> {
  const row = await deps.database.read
    .selectFrom('blob')
    .select(['sha256', 'state', 'touched_at'])
    .where('sha256', '=', sha256)
    .where('state', '=', 'deleting')
    .where('touched_at', '<', Date.now() - REMOVAL_LEASE)
    .executeTakeFirst()
  if (row) await removeBlob(deps, row)
}

async function beginRemoval(trx: Trx, seen: SeenBlob, lease: number, isLost: boolean): Promise<boolean> {
  let update = trx
    .updateTable('blob')
    .set({ state: 'deleting', touched_at: lease })
    .where('sha256', '=', seen.sha256)
    .where('state', '=', seen.state)
    .where('touched_at', '=', seen.touched_at)
  // What is half removed must go: a registration that waits for it counts as a reference, too.
  if (!isLost && seen.state !== 'deleting') {
    update = update.where((blob) => blob.not(isReferenced(blob, Date.now())))
  }
  const { numUpdatedRows } = await update.executeTakeFirst()
  return numUpdatedRows > 0n
}

async function endRemoval(trx: Trx, sha256: string, lease: number): Promise<void> {
  await trx
    .deleteFrom('blob')
    .where('sha256', '=', sha256)
    .where('state', '=', 'deleting')
    .where('touched_at', '=', lease)
    .where((blob) => blob.not(isReferenced(blob, Date.now())))
    .execute()
  await trx
    .updateTable('blob')
    .set({ state: 'awaited', touched_at: Date.now() })
    .where('sha256', '=', sha256)
    .where('state', '=', 'deleting')
    .where('touched_at', '=', lease)
    .execute()
}
