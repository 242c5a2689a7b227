import { open } from 'node:fs/promises'
import type { ByteSource } from '@nodeyard/tensor/formats'
import type { StagedFile } from '../../../blobs/blob-store.ts'
import type { Database, Db, Trx } from '../../../db/database.ts'
import { Fault } from '../../../fault.ts'
import { readDeclared } from '../assets/declared.ts'
import type { Tables } from '../tables/tables.ts'
import { acceptShard } from './accept-shard.ts'
import { inspectShard } from './inspect-shard.ts'

/**
 * Looks into the bytes of an upload that was opened for a shard, when all of them are here.
 *
 * @returns what is to be written in the transaction that completes the upload; undefined for an upload that
 * is for no shard
 * @throws Fault `validation_failed` when they are not what the dataset can have
 */
export async function receiveShard(
  db: Db,
  tables: Tables | undefined,
  uploadId: string,
  file: StagedFile,
): Promise<((trx: Trx) => Promise<void>) | undefined> {
  const shard = await db
    .selectFrom('shard')
    .innerJoin('artifact', 'artifact.id', 'shard.artifact_id')
    .selectAll('shard')
    .select('artifact.declared')
    .where('shard.upload_id', '=', uploadId)
    .executeTakeFirst()
  if (!shard) return undefined
  if (!tables) throw new Error('a shard cannot be received without readers for tables')
  await using source = await openSource(file)
  const reading = await inspectShard(tables, shard.name, source, readDeclared(shard).schema)
  return async (trx) => {
    const { numDeletedRows } = await trx.deleteFrom('shard').where('id', '=', shard.id).executeTakeFirst()
    if (!numDeletedRows) throw new Fault('not_found', 'the shard was removed while it was sent')
    const { name, split, created_by: createdBy } = shard
    const arrived = { name, split, size: file.size, sha256: file.sha256, createdBy }
    await acceptShard(trx, shard.artifact_id, arrived, reading)
  }
}

/** Forgets a shard that cannot be what it was to be, and the upload it came by. */
export async function refuseShard(database: Database, uploadId: string): Promise<void> {
  await database.write(async (trx) => {
    await trx.deleteFrom('shard').where('upload_id', '=', uploadId).execute()
    await trx.deleteFrom('upload').where('id', '=', uploadId).execute()
  })
}

async function openSource({ path, size }: StagedFile): Promise<ByteSource & AsyncDisposable> {
  const file = await open(path, 'r')
  return {
    size,
    async read(offset, length) {
      const bytes = new Uint8Array(Math.min(length, size - offset))
      const { bytesRead } = await file.read(bytes, 0, bytes.length, offset)
      return bytes.subarray(0, bytesRead)
    },
    [Symbol.asyncDispose]: () => file.close(),
  }
}
