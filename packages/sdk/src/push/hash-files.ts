import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { LocalFile } from './list-files.ts'

/** Two at a time keep a disk and a core busy; more only make the disk jump. */
const AT_ONCE = 2

const CHUNK = 1024 * 1024

/** A file with the name of its bytes. */
export interface HashedFile extends LocalFile {
  /** `sha256:<hex>` */
  oid: string
}

/**
 * Names every file by the SHA-256 of its bytes, reading each once, in the order given.
 *
 * @param onBytes told how many more bytes have been read
 */
export async function hashFiles(
  files: readonly LocalFile[],
  {
    onBytes,
    signal,
  }: { onBytes?: ((count: number) => void) | undefined; signal?: AbortSignal | undefined } = {},
): Promise<HashedFile[]> {
  const hashed: HashedFile[] = []
  const waiting = [...files.entries()]
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, file] = next
      hashed[index] = { ...file, oid: `sha256:${await hashFile(file.source, { onBytes, signal })}` }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return hashed
}

/** The SHA-256 of a file, in lowercase hex. */
export async function hashFile(
  path: string,
  {
    onBytes,
    signal,
  }: { onBytes?: ((count: number) => void) | undefined; signal?: AbortSignal | undefined } = {},
): Promise<string> {
  const hash = createHash('sha256')
  const stream = createReadStream(path, { highWaterMark: CHUNK, ...(signal ? { signal } : {}) })
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    hash.update(chunk)
    onBytes?.(chunk.length)
  }
  return hash.digest('hex')
}
