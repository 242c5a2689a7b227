import { PassThrough } from 'node:stream'
import { Fault } from '../../../fault.ts'
import type { Conversion } from '../choose-files.ts'
import { addBlob, type BlobDeps } from '../keep-blob.ts'
import { blobSource } from '../shards/open-shard.ts'
import type { VersionFile } from '../versions.ts'
import { tableFormatOf } from './table-format.ts'
import type { Tables } from './tables.ts'

/**
 * Writes each group of tables as one of another format, as blobs of their own. Memory stays flat: rows are
 * written as they are read.
 *
 * @throws Fault `validation_failed` for a table that cannot be read
 */
export async function convertFiles(
  deps: BlobDeps & { tables: Tables },
  { to, groups }: Conversion,
): Promise<VersionFile[]> {
  const made: VersionFile[] = []
  for (const { name, files } of groups) {
    const sources = files.map(({ sha256, size }) => blobSource(deps.blobs, sha256, size))
    const formats = files.map(({ path }) => tableFormatOf(path)!)
    const bytes = new PassThrough()
    const converting = deps.tables
      .convert(formats, sources, to, (part) => write(bytes, part))
      .then((ending) => {
        if (!('result' in ending)) {
          const why = 'lie' in ending ? ending.lie : ending.problem
          throw new Fault('validation_failed', `${name} cannot be converted: ${why}`)
        }
        bytes.end()
      })
      .catch((error: Error) => {
        bytes.destroy(error)
        throw error
      })
    const [blob] = await Promise.all([addBlob(deps, bytes), converting])
    made.push({ path: `${name}.${to}`, ...blob })
  }
  return made
}

/** Waits until the reader has taken it; a reader that is gone takes nothing more. */
function write(stream: PassThrough, part: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(part, (error) => (error ? reject(error) : resolve()))
  })
}
