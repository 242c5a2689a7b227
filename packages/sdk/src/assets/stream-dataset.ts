import { ApiError } from '../api-error.ts'
import type { Connection } from '../client.ts'
import type { Shard } from './kinds.ts'
import { listShards } from './list-shards.ts'

/** Bytes asked for at a time: a connection that breaks costs no more than this. */
const PART = 8 * 1024 * 1024

export interface StreamOptions {
  /** The dataset's id, or `org/name`. */
  id: string
  split?: string | undefined
  /** Default: the latest. */
  revision?: string | undefined
  /** Bytes asked for at a time. */
  partSize?: number | undefined
  signal?: AbortSignal | undefined
}

/** A shard and its bytes, which are fetched as they are read. */
export interface StreamedShard extends Shard {
  sha256: string
  bytes(): AsyncGenerator<Uint8Array, void>
}

/**
 * Streams a split of a dataset shard by shard, in the order of their names: nothing is stored, and memory
 * holds one part at a time. A part that breaks is asked for again.
 *
 * @example
 * for await (const shard of streamDataset(yard, { id: 'acme/arms', split: 'train' })) {
 *   for await (const chunk of shard.bytes()) reader.push(chunk)
 * }
 */
export async function* streamDataset(
  server: Connection,
  { id, split, revision = 'latest', partSize = PART, signal }: StreamOptions,
): AsyncGenerator<StreamedShard, void> {
  const filters = { revision, ...(split === undefined ? {} : { split }) }
  for await (const shard of listShards(server, id, filters)) {
    const { sha256 } = shard
    if (sha256 === null) continue
    yield { ...shard, sha256, bytes: () => readParts(shard) }
  }

  async function* readParts({ name, size }: Shard): AsyncGenerator<Uint8Array, void> {
    const path = `/v1/datasets/${encodeURIComponent(id)}/shards/${encodeURIComponent(name)}`
    const query = new URLSearchParams({ revision })
    for (let start = 0; start < size; start += partSize) {
      const end = Math.min(start + partSize, size) - 1
      const response = await server.fetch(`${path}?${query}`, {
        headers: { range: `bytes=${start}-${end}` },
        ...(signal ? { signal } : {}),
      })
      const part = new Uint8Array(await response.arrayBuffer())
      if (part.length !== end - start + 1) {
        const message = `${name} came with ${part.length} bytes in place of ${end - start + 1}`
        throw new ApiError(message, { status: response.status, code: 'unknown' })
      }
      yield part
    }
  }
}
