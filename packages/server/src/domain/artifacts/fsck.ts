import { createHash } from 'node:crypto'
import { hasCode } from '../../blobs/blob-faults.ts'
import type { BlobEntry } from '../../blobs/blob-store.ts'
import type { Database, Db } from '../../db/database.ts'
import type { BlobDeps } from './keep-blob.ts'
import { mergeByName } from './merge-by-name.ts'
import { removeBlob, type SeenBlob } from './remove-blob.ts'

/** What a check of the store can find. */
export interface FsckFinding {
  /** Bytes that are recorded but not here, bytes that are not those of their name, bytes nobody recorded. */
  event: 'missing' | 'damaged' | 'orphan'
  sha256: string
  size: number
  /** Versions that hold it, as `owner/name@version`; the first 20. */
  versions: string[]
  isRepaired: boolean
}

export interface FsckTotals {
  event: 'progress' | 'done'
  blobs: number
  bytes: number
  missing: number
  damaged: number
  orphan: number
  repaired: number
}

export interface FsckOptions {
  /**
   * Clears away what is wrong. Bytes that are lost stay lost, but pushing the same files again brings them
   * back: until then their row says that they are awaited.
   */
  repair?: boolean
  /** Reads every byte; otherwise only sizes are compared. */
  hash?: boolean
  now?: number
}

type BlobRow = SeenBlob & { size: number }

/** Bytes without a row are left alone for this long: a database may be restored that knows them. */
const ORPHAN_AGE = 24 * 60 * 60 * 1000

const PAGE = 1000
const BLOBS_PER_PROGRESS = 1000
const BYTES_PER_PROGRESS = 4 * 1024 ** 3

/**
 * Checks that every row has its blob, that every blob hashes to its name, and that nothing else is there.
 *
 * It runs beside uploads and garbage collection: what it finds is looked at once more before it is reported.
 * Yields findings as it meets them, progress now and then, and last `done`.
 */
export async function* fsck(
  deps: BlobDeps,
  { repair = false, hash = true, now = Date.now() }: FsckOptions = {},
): AsyncGenerator<FsckFinding | FsckTotals> {
  const totals = { blobs: 0, bytes: 0, missing: 0, damaged: 0, orphan: 0, repaired: 0 }
  let told = { blobs: 0, bytes: 0 }
  for await (const [row, entry] of mergeByName(rowsOf(deps.database), deps.blobs.list())) {
    const finding = row
      ? await checkRow(deps, row, entry, { repair, hash })
      : await checkOrphan(deps, entry, repair, now)
    totals.blobs += 1
    totals.bytes += (row ?? entry).size
    if (finding) {
      totals[finding.event] += 1
      if (finding.isRepaired) totals.repaired += 1
      yield finding
    }
    if (totals.blobs - told.blobs >= BLOBS_PER_PROGRESS || totals.bytes - told.bytes >= BYTES_PER_PROGRESS) {
      told = { ...totals }
      yield { event: 'progress', ...totals }
    }
  }
  yield { event: 'done', ...totals }
}

async function* rowsOf({ slow }: Database): AsyncGenerator<BlobRow> {
  let after = ''
  for (;;) {
    const rows = await slow
      .selectFrom('blob')
      .select(['sha256', 'size', 'state', 'touched_at'])
      .where('sha256', '>', after)
      .orderBy('sha256')
      .limit(PAGE)
      .execute()
    yield* rows
    if (rows.length < PAGE) return
    after = rows.at(-1)!.sha256
  }
}

async function checkRow(
  deps: BlobDeps,
  row: BlobRow,
  entry: BlobEntry | undefined,
  { repair, hash }: { repair: boolean; hash: boolean },
): Promise<FsckFinding | undefined> {
  if (row.state === 'deleting') return undefined
  // Its folder may have been listed before it came.
  const found = entry ?? (await deps.blobs.stat(row.sha256))
  const isWhole = found?.size === row.size && (!hash || (await hashesToItsName(deps, row)))
  if (isWhole && row.state === 'present') return undefined
  // It may have been written, touched or collected since the row was read.
  const seen = await findRow(deps.database.read, row.sha256)
  if (seen?.state !== row.state || seen.touched_at !== row.touched_at) return undefined
  const { sha256, size } = row
  const versions = await versionsWith(deps.database.slow, sha256)
  // Bytes on their way in, unless a version has had them before.
  if (row.state === 'awaited' && versions.length === 0) return undefined
  const isRepaired = repair && (await repairRow(deps, seen, isWhole))
  return { event: found && !isWhole ? 'damaged' : 'missing', sha256, size, versions, isRepaired }
}

async function checkOrphan(
  deps: BlobDeps,
  { sha256, size, modifiedAt }: BlobEntry,
  repair: boolean,
  now: number,
): Promise<FsckFinding | undefined> {
  if (modifiedAt > now - ORPHAN_AGE || (await findRow(deps.database.read, sha256))) return undefined
  const finding = { event: 'orphan' as const, sha256, size, versions: [] }
  if (!repair) return { ...finding, isRepaired: false }
  // A row of its own makes it garbage like any other, which nobody takes for present meanwhile.
  const row = { sha256, size, state: 'deleting', created_at: now, touched_at: 0 } as const
  const { numInsertedOrUpdatedRows } = await deps.database.write((trx) =>
    trx
      .insertInto('blob')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst(),
  )
  if (!numInsertedOrUpdatedRows) return undefined
  return { ...finding, isRepaired: await removeBlob(deps, row) }
}

/** Lost bytes are cleared away, so that they can be sent again; those that were only recorded as lost are not. */
async function repairRow(deps: BlobDeps, seen: SeenBlob, isWhole: boolean): Promise<boolean> {
  if (!isWhole) return seen.state === 'present' && removeBlob(deps, seen, { isLost: true })
  const { numUpdatedRows } = await deps.database.write((trx) =>
    trx
      .updateTable('blob')
      .set({ state: 'present', touched_at: Date.now() })
      .where('sha256', '=', seen.sha256)
      .where('state', '=', seen.state)
      .where('touched_at', '=', seen.touched_at)
      .executeTakeFirst(),
  )
  return numUpdatedRows > 0n
}

/** False also for what the disk cannot read any more, and for what has gone since it was listed. */
async function hashesToItsName({ blobs }: BlobDeps, { sha256 }: BlobRow): Promise<boolean> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of blobs.read(sha256)) hash.update(chunk)
  } catch (error) {
    if (hasCode(error, 'EIO', 'not_found')) return false
    throw error
  }
  return hash.digest('hex') === sha256
}

function findRow(db: Db, sha256: string): Promise<SeenBlob | undefined> {
  return db
    .selectFrom('blob')
    .select(['sha256', 'state', 'touched_at'])
    .where('sha256', '=', sha256)
    .executeTakeFirst()
}

async function versionsWith(db: Db, sha256: string): Promise<string[]> {
  const rows = await db
    .selectFrom('version_file')
    .innerJoin('version', 'version.id', 'version_file.version_id')
    .innerJoin('artifact', 'artifact.id', 'version.artifact_id')
    .innerJoin('account', 'account.id', 'artifact.owner_id')
    .select(['account.slug', 'artifact.name', 'version.version'])
    .distinct()
    .where('version_file.sha256', '=', sha256)
    .limit(20)
    .execute()
  return rows.map(({ slug, name, version }) => `${slug}/${name}@${version}`)
}
