import type { Readable } from 'node:stream'
import type { Selectable } from 'kysely'
import { hasCode, requireSameHash } from '../../blobs/blob-faults.ts'
import type { IncomingBlob } from '../../blobs/incoming-blob.ts'
import type { Db, Trx } from '../../db/database.ts'
import type { UploadTable } from '../../db/tables.ts'
import { Fault } from '../../fault.ts'
import { requireRole } from '../accounts/access.ts'
import { type BlobDeps, keepBlob } from './keep-blob.ts'
import { receiveShard, refuseShard } from './shards/receive-shard.ts'
import type { Tables } from './tables/tables.ts'

/** How long an upload waits for its next bytes. Milliseconds. */
export const UPLOAD_LIFE = 24 * 60 * 60 * 1000

type UploadRow = Selectable<UploadTable>

/** What receives uploads; without readers for tables no shards can be. */
export interface UploadDeps extends BlobDeps {
  tables?: Tables
}

export interface UploadProgress {
  id: string
  /** How many bytes there will be. */
  size: number
  /** How many of them are here. All of them are only when the upload is complete. */
  received: number
  isComplete: boolean
  expiresAt: number
}

/** Bytes that arrive. */
export interface Arrival {
  bytes: Readable
  /** How many will come, where that is known. */
  length?: number | undefined
  /** Nobody else has the stream's chunks: they are gone once they are written. */
  isOurs?: boolean
}

/** Which upload, and who asks. */
export interface UploadRequest {
  accountId: string
  id: string
}

/**
 * How far an upload has come. One whose last byte arrived just before its server died is completed now.
 *
 * @throws Fault `not_found` for strangers and after it expired, `forbidden` for those who may only read
 */
export async function findProgress(deps: UploadDeps, request: UploadRequest): Promise<UploadProgress> {
  const upload = await getUpload(deps.database.read, request)
  if (upload.completed_at !== null) return progress(upload, upload.size)
  const received = await deps.blobs.staging.received(upload.id)
  if (received < upload.size) return progress(upload, received)
  await using incoming = await claim(deps, upload)
  await complete(deps, upload, incoming).catch((error: unknown) => {
    // What a power cut damaged is sent again from the start.
    if (!(error instanceof Fault && error.code === 'checksum_mismatch')) throw error
  })
  return progress(await getUpload(deps.database.read, request), 0)
}

/**
 * Adds bytes to an upload from `offset`, which must be where it stands. With its last byte it is complete.
 * When the stream breaks, what had come is kept.
 *
 * @param part.sha256 what these bytes must hash to; without that, only the whole is checked
 * @throws Fault `upload_offset_conflict`, `upload_locked` while another client sends, `payload_too_large`,
 * `checksum_mismatch` when the whole is not what was announced, which drops it; `storage_full`, `not_found`
 */
export async function appendToUpload(
  deps: UploadDeps,
  request: UploadRequest,
  part: Arrival & { offset: number; sha256?: string | undefined },
): Promise<UploadProgress> {
  const { offset, length = 0 } = part
  const upload = await getUpload(deps.database.read, request)
  if (upload.completed_at !== null) {
    requireOffset(offset, upload.size)
    return progress(upload, upload.size)
  }
  await using incoming = await claim(deps, upload)
  requireOffset(offset, await incoming.received())
  requireFit(offset + length, upload.size)
  await renew(deps, upload, upload.size - offset)
  await receive(incoming, part)
  const received = await incoming.received()
  return received < upload.size ? progress(upload, received) : await complete(deps, upload, incoming)
}

/**
 * Sends all bytes of an upload in one go, in place of any that came before. Done twice, it is done once.
 *
 * @throws Fault as `appendToUpload`; `upload_incomplete` when there are too few
 */
export async function putUpload(
  deps: UploadDeps,
  request: UploadRequest,
  arrival: Arrival,
): Promise<UploadProgress> {
  const upload = await getUpload(deps.database.read, request)
  requireFit(arrival.length ?? 0, upload.size)
  if (upload.completed_at !== null) return progress(upload, upload.size)
  await using incoming = await claim(deps, upload)
  await incoming.restart()
  await renew(deps, upload, upload.size)
  await receive(incoming, arrival)
  return await complete(deps, upload, incoming)
}

/** Ends an upload and drops what has come. */
export async function cancelUpload(deps: UploadDeps, request: UploadRequest): Promise<void> {
  const upload = await getUpload(deps.database.read, request)
  const forget = () =>
    deps.database.write((trx) => trx.deleteFrom('upload').where('id', '=', upload.id).execute())
  if (upload.completed_at !== null) return void (await forget())
  await using incoming = await claim(deps, upload)
  await forget()
  await incoming.forget()
}

async function getUpload(db: Db, { accountId, id }: UploadRequest): Promise<UploadRow> {
  const upload = await db.selectFrom('upload').selectAll().where('id', '=', id).executeTakeFirst()
  const missing = new Fault('not_found', 'there is no such upload, or it has expired')
  if (!upload) throw missing
  await requireRole(db, accountId, upload.owner_id, 'contributor')
  if (upload.expires_at <= Date.now()) throw missing
  return upload
}

/** Takes hold of it; it may have been ended by whoever held it before. */
async function claim({ database, blobs }: UploadDeps, { id, size }: UploadRow): Promise<IncomingBlob> {
  const incoming = await blobs.staging.claim(id, size)
  const row = await database.read
    .selectFrom('upload')
    .select('completed_at')
    .where('id', '=', id)
    .executeTakeFirst()
  if (row?.completed_at === null) return incoming
  await incoming[Symbol.asyncDispose]()
  if (row) throw new Fault('upload_offset_conflict', 'another client has just completed this upload')
  throw new Fault('not_found', 'there is no such upload')
}

/** A client that goes away in the middle is no fault of ours; it may go on later. */
async function receive(
  incoming: IncomingBlob,
  { bytes, ...options }: Arrival & { sha256?: string | undefined },
): Promise<void> {
  try {
    await incoming.append(bytes, options)
  } catch (error) {
    if (error !== bytes.errored && !hasCode(error, 'ERR_STREAM_PREMATURE_CLOSE')) throw error
    throw new Fault('upload_incomplete', 'the bytes broke off', {}, { cause: error })
  }
}

async function complete(
  deps: UploadDeps,
  upload: UploadRow,
  incoming: IncomingBlob,
): Promise<UploadProgress> {
  const file = await incoming.finish()
  let accept: ((trx: Trx) => Promise<void>) | undefined
  try {
    // Empty where the bytes had no name before they came.
    requireSameHash(file.sha256, upload.sha256 || undefined)
    accept = await receiveShard(deps.database.read, deps.tables, upload.id, file)
  } catch (error) {
    await incoming.restart()
    if (error instanceof Fault && error.code === 'validation_failed')
      await refuseShard(deps.database, upload.id)
    throw error
  }
  const now = Date.now()
  await keepBlob(deps, file, async (trx) => {
    await trx
      .updateTable('upload')
      .set({ completed_at: now, sha256: file.sha256 })
      .where('id', '=', upload.id)
      .execute()
    await accept?.(trx)
  })
  await incoming.forget()
  return progress({ ...upload, completed_at: now }, upload.size)
}

/** Bytes are coming: the upload lives on. */
async function renew({ database, blobs }: UploadDeps, upload: UploadRow, missing: number): Promise<void> {
  await blobs.staging.requireRoom(missing)
  const now = Date.now()
  if (upload.expires_at > now + UPLOAD_LIFE / 2) return
  await database.write((trx) =>
    trx
      .updateTable('upload')
      .set({ expires_at: now + UPLOAD_LIFE })
      .where('id', '=', upload.id)
      .execute(),
  )
}

function requireOffset(offset: number, received: number): void {
  if (offset === received) return
  throw new Fault('upload_offset_conflict', `the upload stands at ${received}, not at ${offset}`, {
    received,
  })
}

function requireFit(end: number, size: number): void {
  if (end <= size) return
  throw new Fault('payload_too_large', `more than the ${size} bytes that were announced`)
}

function progress(upload: UploadRow, received: number): UploadProgress {
  const { id, size, expires_at, completed_at } = upload
  const isComplete = completed_at !== null
  return { id, size, received: isComplete ? size : received, isComplete, expiresAt: expires_at }
}
