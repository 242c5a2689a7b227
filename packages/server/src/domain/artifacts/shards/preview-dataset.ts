import type { BlobStore } from '../../../blobs/blob-store.ts'
import type { Database } from '../../../db/database.ts'
import { Fault } from '../../../fault.ts'
import type { Caller } from '../../accounts/caller.ts'
import type { FoundArtifact } from '../find-artifact.ts'
import { requireUse } from '../may-use.ts'
import { type TableFormat, tableFormatOf } from '../tables/table-format.ts'
import type { TableReading, Tables } from '../tables/tables.ts'
import { listShards, type Shard } from './list-shards.ts'
import { blobSource } from './open-shard.ts'

export interface DatasetPreview {
  shard: Shard
  format: TableFormat
  reading: TableReading
}

/**
 * The first rows of a table of a dataset: of the named shard, else of the first of the split.
 *
 * @throws Fault `not_found`, `licence_required`, `unsupported_format` when there is no table; `validation_failed`
 * for one that cannot be read
 */
export async function previewDataset(
  deps: { database: Database; blobs: BlobStore; tables: Tables },
  caller: Caller,
  found: FoundArtifact,
  wish: { revision?: string; split?: string; shard?: string; limit: number },
): Promise<DatasetPreview> {
  const { read } = deps.database
  await requireUse(read, caller.account.id, found.artifact, caller.mode)
  const shards = await listShards(read, found, wish)
  const shard = shards.find(
    ({ name, sha256 }) =>
      sha256 !== null &&
      tableFormatOf(name) !== undefined &&
      (wish.shard === undefined || wish.shard === name),
  )
  const format = shard && tableFormatOf(shard.name)
  if (!shard || !format) {
    throw new Fault(
      'unsupported_format',
      'there is no such Parquet, Arrow, CSV or JSONL file to show rows of',
    )
  }
  const source = blobSource(deps.blobs, shard.sha256!, shard.size)
  const isCounted = shard.rows === null && format === 'parquet'
  const ending = await deps.tables.describe(format, source, { preview: wish.limit, isCounted })
  if (!('result' in ending)) {
    const why = 'lie' in ending ? ending.lie : ending.problem
    throw new Fault('validation_failed', `${shard.name}: ${why}`, { field: 'shard' })
  }
  const { rows = null } = ending.result
  return { shard, format, reading: { ...ending.result, rows: shard.rows ?? rows } }
}
