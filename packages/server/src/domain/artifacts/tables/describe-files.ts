import type { BlobStore } from '../../../blobs/blob-store.ts'
import type { Manifest } from '../manifest.ts'
import { describeField } from '../shards/check-fields.ts'
import { blobSource } from '../shards/open-shard.ts'
import type { DatasetFile, VersionFile } from '../versions.ts'
import { tableFormatOf } from './table-format.ts'
import type { Tables } from './tables.ts'

/** Files looked at, and for how long all in all: what is not reached stays unknown. Milliseconds. */
const MOST_FILES = 500
const TIME_LIMIT = 20_000

/** Beyond this the rows of a text are not counted. Bytes. */
const COUNTED = 256 * 1024 * 1024

/** Characters of JSON; a schema stands in the manifest. */
const LONGEST_SCHEMA = 64 * 1024

/**
 * What a dataset's tables say of themselves: the columns of the first, and how many rows there are in all.
 * Whoever pushed it may have said otherwise, and what is no table after all is left alone.
 */
export async function describeFiles(
  { blobs, tables }: { blobs: BlobStore; tables: Tables },
  files: readonly VersionFile[],
): Promise<{ manifest: Pick<Manifest, 'data_schema' | 'row_count'>; files: DatasetFile[] }> {
  const until = Date.now() + TIME_LIMIT
  const found = files.filter(({ path }) => tableFormatOf(path) !== undefined)
  let columns: Record<string, string> | undefined
  const rows = new Map<string, number>()
  for (const { path, sha256, size } of found.slice(0, MOST_FILES)) {
    if (Date.now() > until) break
    const format = tableFormatOf(path)!
    const isCounted = format === 'parquet' || size <= COUNTED
    const ending = await tables.describe(format, blobSource(blobs, sha256, size), { isCounted })
    if (!('result' in ending)) continue
    columns ??= Object.fromEntries(
      Object.entries(ending.result.fields).map(([name, field]) => [
        name.toWellFormed(),
        describeField(field),
      ]),
    )
    if (ending.result.rows !== null) rows.set(path, ending.result.rows)
  }
  const isSmall = columns !== undefined && JSON.stringify(columns).length <= LONGEST_SCHEMA
  const isWhole = found.length > 0 && rows.size === found.length
  return {
    manifest: {
      ...(columns && isSmall ? { data_schema: columns } : {}),
      ...(isWhole ? { row_count: [...rows.values()].reduce((sum, count) => sum + count, 0) } : {}),
    },
    files: files.map((file) => ({ ...file, rows: rows.get(file.path) ?? null })),
  }
}
