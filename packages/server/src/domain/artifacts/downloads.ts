import type { Selectable } from 'kysely'
import type { BlobStore } from '../../blobs/blob-store.ts'
import type { Database, Trx } from '../../db/database.ts'
import type { ArtifactKind, DownloadTable } from '../../db/tables.ts'
import { Fault } from '../../fault.ts'
import { newId } from '../../ids.ts'
import type { Caller } from '../accounts/caller.ts'
import { archiveFiles, archiveName } from './archive.ts'
import { changeArtifact } from './change-artifact.ts'
import { type Conversion, chooseFiles, type DownloadWish } from './choose-files.ts'
import { type ArtifactRef, getArtifact, resolveVersion } from './find-artifact.ts'
import { markDownloaded } from './grants/mark-downloaded.ts'
import { addBlob } from './keep-blob.ts'
import { requireUse } from './may-use.ts'
import { updateScore } from './search/popularity.ts'
import { convertFiles } from './tables/convert-files.ts'
import type { Tables } from './tables/tables.ts'
import { touchBlobs } from './touch-blobs.ts'
import { listDatasetFiles } from './versions.ts'

export type Download = Selectable<DownloadTable>

/** The job that makes archives, and what it is told. */
export const BUILD_ARCHIVE = 'build-archive'
export interface BuildArchive {
  versionId: string
  variant: string
}

/** How long an archive is kept for those who asked for it. */
const KEPT_MS = 24 * 3600 * 1000

/** Who fetches a version file by file within this time has downloaded it once. */
const ONE_PULL_MS = 3600 * 1000

/**
 * Begins a download of a version: of one file, which is ready at once, or of several as an archive, which a
 * job makes unless one is there already. Everyone who asks for the same gets the same bytes.
 *
 * @throws Fault `not_found`, `licence_required`, `validation_failed`
 */
export async function beginDownload(
  { database }: { database: Database },
  caller: Caller,
  ref: ArtifactRef & { version: string },
  wish: DownloadWish,
): Promise<Download> {
  const { artifact } = await getArtifact(database.read, caller, ref)
  await requireUse(database.read, caller.account.id, artifact, caller.mode)
  const version = await resolveVersion(database.read, artifact, ref.version)
  const files = await listDatasetFiles(database.read, version.id)
  const { variant, chosen, isMade, conversion } = chooseFiles(version, files, wish)
  const now = Date.now()
  const folder = archiveName(artifact.name, version.version)

  return database.write(async (trx) => {
    const sha256 = isMade
      ? await findArchive(trx, version.id, variant, now)
      : await keep(trx, chosen[0]!.sha256, now)
    const download: Download = {
      id: newId('dwn'),
      version_id: version.id,
      account_id: caller.account.id,
      variant,
      status: sha256 === undefined ? 'preparing' : 'ready',
      filename: isMade ? madeName(folder, wish, conversion) : chosen[0]!.path.split('/').at(-1)!,
      sha256: sha256 ?? null,
      error: null,
      created_at: now,
      expires_at: now + KEPT_MS,
    }
    const isFirst = isMade || !(await hasBegun(trx, caller.account.id, version.id, now - ONE_PULL_MS))
    if (sha256 !== undefined && isFirst) await countDownloads(trx, artifact.id, version.id, 1)
    await trx.insertInto('download').values(download).execute()
    if (artifact.owner_id !== caller.account.id)
      await markDownloaded(trx, caller.account.id, artifact.id, now)
    if (sha256 === undefined) {
      const payload: BuildArchive = { versionId: version.id, variant }
      await database.queue.enqueue(trx, BUILD_ARCHIVE, payload, {
        key: `${BUILD_ARCHIVE}:${version.id}:${variant}`,
      })
    }
    return download
  })
}

/** `points-1.0.0.tar`, `points-1.0.0-train.csv` */
function madeName(folder: string, { split }: DownloadWish, conversion: Conversion | undefined): string {
  if (conversion?.groups.length !== 1) return split === undefined ? `${folder}.tar` : `${folder}-${split}.tar`
  return `${folder}${split === undefined ? '' : `-${split}`}.${conversion.to}`
}

/**
 * A download that the caller began.
 *
 * @throws Fault `not_found` also for one that somebody else began
 */
export async function getDownload(
  { read }: Database,
  caller: Caller,
  { owner, kind, id }: { owner: string; kind: ArtifactKind; id: string },
): Promise<Download> {
  const download = await read
    .selectFrom('download')
    .innerJoin('version', 'version.id', 'download.version_id')
    .innerJoin('artifact', 'artifact.id', 'version.artifact_id')
    .innerJoin('account', 'account.id', 'artifact.owner_id')
    .selectAll('download')
    .where('download.id', '=', id)
    .where('account.slug', '=', owner)
    .where('download.account_id', '=', caller.account.id)
    .where('download.expires_at', '>', Date.now())
    .where('artifact.kind', '=', kind)
    .executeTakeFirst()
  if (!download) throw new Fault('not_found', 'you have no such download')
  return download
}

/** Makes an archive and gives it to everyone who waits for it. Safe to repeat. */
export async function buildArchive(
  deps: { database: Database; blobs: BlobStore; tables: Tables },
  { versionId, variant }: BuildArchive,
): Promise<void> {
  const { database, blobs } = deps
  const waiting = await findWaiting(database, versionId, variant)
  if (!waiting) return
  const { version, artifact, name } = waiting
  try {
    const files = await listDatasetFiles(database.read, versionId)
    const { chosen, conversion } = chooseFiles(version, files, JSON.parse(variant) as DownloadWish)
    const made = conversion ? await convertFiles(deps, conversion) : chosen
    const [only] = made
    // One converted table is no archive. Each is a blob of its own already, safe for the time this takes.
    const { sha256 } =
      conversion && only && made.length === 1
        ? only
        : await addBlob(deps, archiveFiles(blobs, archiveName(name, version.version), made))
    await database.write(async (trx) => {
      const ready = await setWaiting(trx, { versionId, variant }, { status: 'ready', sha256 })
      await keep(trx, sha256, Date.now())
      await countDownloads(trx, artifact.id, versionId, ready)
    })
  } catch (error) {
    const reason = error instanceof Fault ? error.message : 'the archive could not be made'
    await database.write((trx) =>
      setWaiting(trx, { versionId, variant }, { status: 'failed', error: reason }),
    )
    // Told to the askers; whether it is worth another look is for the log to say.
    if (!(error instanceof Fault)) throw error
  }
}

/** Forgets downloads that are over; garbage collection then takes archives that nobody waits for. */
export async function sweepDownloads(database: Database, now = Date.now()): Promise<void> {
  await database.write((trx) => trx.deleteFrom('download').where('expires_at', '<', now).execute())
}

async function findWaiting({ read }: Database, versionId: string, variant: string) {
  const row = await read
    .selectFrom('download')
    .select('id')
    .where('version_id', '=', versionId)
    .where('variant', '=', variant)
    .where('status', '=', 'preparing')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  const version = await read
    .selectFrom('version')
    .selectAll()
    .where('id', '=', versionId)
    .where('state', '!=', 'deleted')
    .executeTakeFirst()
  // Asked for and deleted in the same moment: there is nothing to put into an archive.
  if (!version) return undefined
  const artifact = await read
    .selectFrom('artifact')
    .selectAll()
    .where('id', '=', version.artifact_id)
    .executeTakeFirstOrThrow()
  return { version, artifact, name: artifact.name }
}

async function hasBegun(trx: Trx, accountId: string, versionId: string, since: number): Promise<boolean> {
  const row = await trx
    .selectFrom('download')
    .select('id')
    .where('version_id', '=', versionId)
    .where('account_id', '=', accountId)
    .where('created_at', '>', since)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** The bytes of an archive that was made before and is still kept. */
async function findArchive(
  trx: Trx,
  versionId: string,
  variant: string,
  now: number,
): Promise<string | undefined> {
  const row = await trx
    .selectFrom('download')
    .select('sha256')
    .where('version_id', '=', versionId)
    .where('variant', '=', variant)
    .where('status', '=', 'ready')
    .limit(1)
    .executeTakeFirst()
  if (!row?.sha256) return undefined
  return (await touchBlobs(trx, [row.sha256], now)).has(row.sha256) ? row.sha256 : undefined
}

/** Keeps a blob from the collector, so that a download can refer to it. */
async function keep(trx: Trx, sha256: string, now: number): Promise<string> {
  if ((await touchBlobs(trx, [sha256], now)).has(sha256)) return sha256
  throw new Fault('not_found', 'this version was deleted')
}

async function setWaiting(
  trx: Trx,
  { versionId, variant }: BuildArchive,
  values: Partial<Pick<Download, 'status' | 'sha256' | 'error'>>,
): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('download')
    .set(values)
    .where('version_id', '=', versionId)
    .where('variant', '=', variant)
    .where('status', '=', 'preparing')
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** A download counts once, when its bytes can be had. */
async function countDownloads(trx: Trx, artifactId: string, versionId: string, by: number): Promise<void> {
  if (by === 0) return
  await changeArtifact(trx, artifactId)
  for (const [table, id] of [
    ['version', versionId],
    ['artifact', artifactId],
  ] as const) {
    await trx
      .updateTable(table)
      .set((row) => ({ download_count: row('download_count', '+', by) }))
      .where('id', '=', id)
      .execute()
  }
  await updateScore(trx, artifactId)
}
