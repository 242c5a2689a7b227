import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { inParallel } from '../in-parallel.ts'
import type { LocalFile } from './list-files.ts'

/** Two at a time keep a disk and a core busy; more only make the disk jump. */
const AT_ONCE = 2

/** One read asks for this much: the default of 64 KiB halves the speed of a fast disk. */
export const READ_SIZE = 1024 * 1024

/** A file with the name of its bytes. */
export interface HashedFile extends LocalFile {
  /** `sha256:<hex>` */
  oid: string
}

export interface HashOptions {
  /** Told how many more bytes have been read. */
  onBytes?: ((count: number) => void) | undefined
  signal?: AbortSignal | undefined
}

/** Names every file by the SHA-256 of its bytes, reading each once; the order stays. */
export async function hashFiles(
  files: readonly LocalFile[],
  options: HashOptions = {},
): Promise<HashedFile[]> {
  const hashed: HashedFile[] = []
  await inParallel(files, AT_ONCE, async (file, index) => {
    hashed[index] = { ...file, oid: `sha256:${await hashFile(file.source, options)}` }
  })
  return hashed
}

/** The SHA-256 of a file, in lowercase hex. */
export async function hashFile(path: string, { onBytes, signal }: HashOptions = {}): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of readChunks(path, signal)) {
    hash.update(chunk)
    onBytes?.(chunk.length)
  }
  return hash.digest('hex')
}

/** The bytes of a file, a mebibyte at a time. */
export function readChunks(path: string, signal?: AbortSignal): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: READ_SIZE, ...(signal ? { signal } : {}) })
}
