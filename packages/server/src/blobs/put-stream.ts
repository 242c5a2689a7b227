import { rm } from 'node:fs/promises'
import { requireSameHash } from './blob-faults.ts'
import type { BlobStore } from './blob-store.ts'

/** How every store takes in a stream: to disk first, then, if the bytes are the right ones, among the blobs. */
export async function putStream(
  store: Pick<BlobStore, 'staging' | 'adopt'>,
  bytes: AsyncIterable<Uint8Array>,
  expected: string | undefined,
): Promise<{ sha256: string; size: number }> {
  const file = await store.staging.stage(bytes)
  try {
    requireSameHash(file.sha256, expected)
    await store.adopt(file)
  } finally {
    await rm(file.path, { force: true })
  }
  return { sha256: file.sha256, size: file.size }
}
