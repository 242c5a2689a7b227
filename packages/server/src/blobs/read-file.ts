import { createHash, type Hash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { READ_SIZE } from './blob-store.ts'

/** A part of an open file in chunks of at most 1 MiB, each the reader's to keep. */
export async function* readChunks(file: FileHandle, start: number, end: number): AsyncGenerator<Uint8Array> {
  let position = start
  while (position < end) {
    const buffer = Buffer.allocUnsafeSlow(Math.min(READ_SIZE, end - position))
    const { bytesRead } = await file.read(buffer, 0, buffer.length, position)
    if (bytesRead === 0) return
    position += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}

/** Fills `buffer` from `position`; answers less of it only at the end of the file. */
export async function readFully(file: FileHandle, buffer: Buffer, position: number): Promise<Buffer> {
  let filled = 0
  while (filled < buffer.length) {
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, position + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}

/** The SHA-256 of an open file, in one reused buffer, so that a file of any size takes 1 MiB of memory. */
export async function hashFile(file: FileHandle): Promise<{ hash: Hash; size: number }> {
  const hash = createHash('sha256')
  const buffer = Buffer.allocUnsafeSlow(READ_SIZE)
  let size = 0
  for (;;) {
    const chunk = await readFully(file, buffer, size)
    hash.update(chunk)
    size += chunk.length
    if (chunk.length < buffer.length) return { hash, size }
  }
}

/** The SHA-256 of the file at `path`, in lowercase hex. */
export async function hashPath(path: string): Promise<{ sha256: string; size: number }> {
  const file = await open(path, 'r')
  try {
    const { hash, size } = await hashFile(file)
    return { sha256: hash.digest('hex'), size }
  } finally {
    await file.close()
  }
}
