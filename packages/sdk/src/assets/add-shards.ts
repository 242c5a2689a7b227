import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { answerOf, type Connection } from '../client.ts'
import { inParallel } from '../in-parallel.ts'
import { hashFile } from '../push/hash-files.ts'
import { sendLargeFile } from '../push/send-large-file.ts'

const AT_ONCE = 2

export interface AddShardsOptions {
  /** The dataset's id, or `org/name`. */
  id: string
  /** Files of this machine; `name` is the path in the dataset, by default the file's own name below the split. */
  files: readonly { source: string; name?: string | undefined; split?: string | undefined }[]
  /** Told how many bytes are there, of how many; those that the server had already count as sent. */
  onProgress?: ((progress: { done: number; total: number }) => void) | undefined
  signal?: AbortSignal | undefined
}

export interface AddedShard {
  name: string
  size: number
  sha256: string
  /** Whether identical bytes were there already, so that nothing was sent. */
  was_there: boolean
}

/**
 * Adds files to a dataset as shards, two at a time. One that was cut goes on where it was when this is run
 * again, and one that is there already costs a question.
 *
 * @throws ApiError `validation_failed` for a table that does not keep the dataset's schema
 */
export async function addShards(
  server: Connection,
  { id, files, onProgress, signal }: AddShardsOptions,
): Promise<AddedShard[]> {
  const sizes = await Promise.all(files.map(async ({ source }) => (await stat(source)).size))
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const sent = files.map(() => 0)
  const tell = (index: number, done: number) => {
    sent[index] = done
    onProgress?.({ done: sent.reduce((sum, count) => sum + count, 0), total })
  }
  const added: AddedShard[] = []
  await inParallel(files, AT_ONCE, async ({ source, name: given, split }, index) => {
    const size = sizes[index]!
    const name = given ?? (split === undefined ? basename(source) : `${split}/${basename(source)}`)
    const sha256 = await hashFile(source, { signal })
    const answer = await answerOf(
      server.marketplace.POST('/v1/datasets/{id}/shards', {
        params: { path: { id } },
        body: { name, size, sha256, ...(split === undefined ? {} : { split }) },
      }),
    )
    const wasThere = 'status' in answer
    if (!wasThere) {
      const file = { source, size, url: answer.upload_url, part_size: answer.chunk_size }
      await sendLargeFile(server, file, { signal, onBytes: (done) => tell(index, done) })
    }
    tell(index, size)
    added[index] = { name, size, sha256, was_there: wasThere }
  })
  return added
}
