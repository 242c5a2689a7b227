import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'
import type { ByteSource } from '@nodeyard/tensor/formats'

/** A file of this machine, to be read by ranges. */
export async function openFileSource(path: string): Promise<ByteSource & AsyncDisposable> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    return {
      size,
      read: (offset, length) => readAt(file, offset, length),
      [Symbol.asyncDispose]: () => file.close(),
    }
  } catch (error) {
    await file.close()
    throw error
  }
}

/** One call may read less than it was asked for. */
async function readAt(file: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafe(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, offset + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}
