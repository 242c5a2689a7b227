import type { ByteSource } from '@nodeyard/tensor/formats'
import type { BlobStore } from '../../../blobs/blob-store.ts'
import type { Database } from '../../../db/database.ts'
import { Fault } from '../../../fault.ts'
import { newId } from '../../../ids.ts'
import type { Caller } from '../../accounts/caller.ts'
import { readDeclared } from '../assets/declared.ts'
import { checkFiles } from '../check-files.ts'
import type { ArtifactRow, FoundArtifact } from '../find-artifact.ts'
import { openUploads } from '../open-uploads.ts'
import type { Tables } from '../tables/tables.ts'
import { touchBlobs } from '../touch-blobs.ts'
import { UPLOAD_LIFE } from '../uploads.ts'
import { findUsableBlobs } from '../usable-blobs.ts'
import { acceptShard } from './accept-shard.ts'
import { inspectShard } from './inspect-shard.ts'
import { splitOf } from './split-of.ts'

/** A shard that somebody wants to send. */
export interface NewShard {
  /** Its path in the dataset. One of the same name is replaced when this has arrived. */
  name: string
  /** Bytes. */
  size: number
  /** Where it is known beforehand: then identical bytes need not be sent again. */
  sha256?: string | undefined
  split?: string | undefined
}

export type OpenedShard =
  | { isThere: true; name: string; split: string; size: number; sha256: string }
  | { isThere: false; uploadId: string; expiresAt: number }

/**
 * Begins to add a shard to a dataset: where its bytes go, or nothing to do because they are here already.
 *
 * @throws Fault `validation_failed` for a name, a split or bytes that the dataset cannot have
 */
export async function openShard(
  deps: { database: Database; blobs: BlobStore; tables: Tables },
  caller: Caller,
  { artifact }: FoundArtifact,
  wanted: NewShard,
): Promise<OpenedShard> {
  const { database } = deps
  const { name, size, sha256 } = wanted
  checkFiles([{ path: name, sha256: sha256 ?? '', size }], ['body', 'name'])
  if (size < 1) throw new Fault('validation_failed', 'a shard holds at least one byte', { field: 'size' })
  const split = checkSplit(artifact, wanted)
  const place = { accountId: caller.account.id, ownerId: artifact.owner_id }
  const usable =
    sha256 === undefined ? new Map<string, number>() : await findUsableBlobs(database.read, place, [sha256])
  const known = sha256 === undefined ? undefined : usable.get(sha256)
  if (sha256 !== undefined && known !== undefined) {
    if (known !== size) {
      throw new Fault('validation_failed', `these bytes are ${known}, not ${size}`, { field: 'size' })
    }
    const source = blobSource(deps.blobs, sha256, size)
    const reading = await inspectShard(deps.tables, name, source, readDeclared(artifact).schema)
    const isThere = await database.write(async (trx) => {
      if (!(await touchBlobs(trx, [sha256], Date.now())).has(sha256)) return false
      const shard = { name, split, size, sha256, createdBy: caller.account.id }
      await acceptShard(trx, artifact.id, shard, reading)
      return true
    })
    if (isThere) return { isThere, name, split, size, sha256 }
  }
  return database.write(async (trx) => {
    const now = Date.now()
    const expiresAt = now + UPLOAD_LIFE
    const opening = { ...place, expiresAt, now }
    // Without a hash no upload that is open already can be the same.
    const uploadId = (await findUpload()) ?? (await addUpload())
    const row = {
      id: newId('shd'),
      artifact_id: artifact.id,
      name,
      split,
      size,
      upload_id: uploadId,
      created_by: caller.account.id,
      created_at: now,
      updated_at: now,
    }
    // Who begins anew has given up what came before.
    await trx
      .deleteFrom('shard')
      .where('artifact_id', '=', artifact.id)
      .where('name', '=', name)
      .where('sha256', 'is', null)
      .where('upload_id', '!=', uploadId)
      .execute()
    await trx
      .insertInto('shard')
      .values(row)
      .onConflict((conflict) =>
        conflict.column('upload_id').doUpdateSet({ name, split, artifact_id: artifact.id, updated_at: now }),
      )
      .execute()
    return { isThere: false, uploadId, expiresAt }

    /** One that waits for these bytes, unless it is another shard's. */
    async function findUpload(): Promise<string | undefined> {
      if (sha256 === undefined) return undefined
      const [upload] = await openUploads(trx, [{ sha256, size }], opening)
      const taken = await trx
        .selectFrom('shard')
        .select(['artifact_id', 'name'])
        .where('upload_id', '=', upload!.uploadId)
        .executeTakeFirst()
      const isOurs = !taken || (taken.artifact_id === artifact.id && taken.name === name)
      return isOurs ? upload!.uploadId : undefined
    }

    async function addUpload() {
      const id = newId('upl')
      await trx
        .insertInto('upload')
        .values({
          id,
          account_id: place.accountId,
          owner_id: place.ownerId,
          // Empty where nobody has said it.
          sha256: sha256 ?? '',
          size,
          completed_at: null,
          created_at: now,
          expires_at: expiresAt,
        })
        .execute()
      return id
    }
  })
}

export const blobSource = (blobs: BlobStore, sha256: string, size: number): ByteSource => ({
  size,
  read: (offset, length) => blobs.readAt(sha256, offset, length),
})

const SPLIT = /^[\p{L}\p{N}](?:[\p{L}\p{N}._-]{0,98}[\p{L}\p{N}])?$/u

function checkSplit(artifact: ArtifactRow, { name, split = splitOf(name) }: NewShard): string {
  if (split !== '' && !SPLIT.test(split)) {
    throw new Fault('validation_failed', 'split must be letters, digits, ".", "_" or "-"', { field: 'split' })
  }
  const { schema, isSchemaInferred = false } = readDeclared(artifact)
  if (!schema || isSchemaInferred || split === '' || schema.splits.length === 0) return split
  if (schema.splits.includes(split)) return split
  const message = `the dataset's schema has no split "${split}"; it has: ${schema.splits.join(', ')}`
  throw new Fault('validation_failed', message, { field: 'split' })
}
