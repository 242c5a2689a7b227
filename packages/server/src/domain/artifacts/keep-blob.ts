import { rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { requireSameHash } from '../../blobs/blob-faults.ts'
import type { BlobStore, StagedFile } from '../../blobs/blob-store.ts'
import type { Database, Trx } from '../../db/database.ts'
import { Fault } from '../../fault.ts'
import { removeAbandoned } from './remove-blob.ts'

/** The blobs and what is known of them. */
export interface BlobDeps {
  database: Database
  blobs: BlobStore
}

/** How long to wait for a collector that is removing the same bytes. Milliseconds. */
const PATIENCE = 10_000

/**
 * Makes a blob of a staged file, which is gone afterwards, and notes that it is here. From then on it is safe
 * for the collector's time of grace: within it, something must refer to it.
 *
 * The row is written before the bytes get their name, so that bytes without a row are nobody's.
 *
 * @param also what becomes true with it, in the same transaction
 */
export async function keepBlob(
  deps: BlobDeps,
  file: StagedFile,
  also: (trx: Trx) => Promise<void> = async () => {},
): Promise<void> {
  const { database, blobs } = deps
  const { sha256, size } = file
  const isHere = (await blobs.stat(sha256))?.size === size
  const state = await database.write(async (trx) => {
    const found = await expectBlob(trx, file)
    if (found !== 'present' || !isHere) return found
    await also(trx)
    return 'done'
  })
  if (state === 'done') return rm(file.path, { force: true })
  if (state === undefined) await outlastRemoval(deps, file)
  await blobs.adopt(file)
  await database.write(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('blob')
      .set({ state: 'present', touched_at: Date.now() })
      .where('sha256', '=', sha256)
      .where('state', '!=', 'deleting')
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw busy()
    await also(trx)
  })
}

/**
 * Takes in a stream of bytes that nobody is uploading: an archive, say.
 *
 * @param expected the SHA-256 they must have
 * @throws Fault `checksum_mismatch`, `storage_full`
 */
export async function addBlob(
  deps: BlobDeps,
  bytes: AsyncIterable<Uint8Array>,
  expected?: string,
): Promise<{ sha256: string; size: number }> {
  const file = await deps.blobs.staging.stage(bytes)
  try {
    requireSameHash(file.sha256, expected)
    await keepBlob(deps, file)
  } finally {
    await rm(file.path, { force: true })
  }
  return { sha256: file.sha256, size: file.size }
}

/** The state of the row that now announces the blob, or undefined while a collector is removing it. */
async function expectBlob(trx: Trx, { sha256, size }: StagedFile) {
  const now = Date.now()
  const row = await trx
    .insertInto('blob')
    .values({ sha256, size, state: 'awaited', created_at: now, touched_at: now })
    .onConflict((conflict) =>
      conflict.column('sha256').doUpdateSet({ touched_at: now }).where('blob.state', '!=', 'deleting'),
    )
    .returning('state')
    .executeTakeFirst()
  return row?.state
}

async function outlastRemoval(deps: BlobDeps, file: StagedFile): Promise<void> {
  const until = Date.now() + PATIENCE
  while (Date.now() < until) {
    await removeAbandoned(deps, file.sha256)
    if ((await deps.database.write((trx) => expectBlob(trx, file))) !== undefined) return
    await sleep(100)
  }
  throw busy()
}

function busy(): Fault {
  return new Fault('unavailable', 'the same bytes are being removed at this moment: send them again', {
    retryAfter: 5,
  })
}
