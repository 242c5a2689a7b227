import { type FileHandle, open } from 'node:fs/promises'
import type { ByteSource } from '../formats/byte-source.ts'
import { bytesSource } from '../formats/byte-source.ts'
import { DataError } from './data-error.ts'

/** A file that is read by ranges. It is closed with `close`, or when nothing holds it any more. */
export interface FileSource extends ByteSource {
  close(): Promise<void>
}

const forgotten = new FinalizationRegistry((handle: FileHandle) => void handle.close().catch(() => {}))

/**
 * Opens a file as a source of bytes, for any reader of `tensor/formats`.
 *
 * @example
 * const source = await fileSource('model.safetensors')
 * const { parameterCount } = await readSafetensors(source)
 * await source.close()
 * parameterCount // 8
 */
export async function fileSource(path: string): Promise<FileSource> {
  const handle = await open(path).catch((error: Error) => {
    throw new DataError(`cannot open ${path}: ${error.message}`, { cause: error })
  })
  const { size } = await handle.stat()
  const source: FileSource = {
    size,
    async read(offset, length) {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)))
      let done = 0
      while (done < bytes.byteLength) {
        const { bytesRead } = await handle.read(bytes, done, bytes.byteLength - done, offset + done)
        if (bytesRead === 0) break
        done += bytesRead
      }
      return bytes.subarray(0, done)
    },
    async close() {
      forgotten.unregister(source)
      await handle.close()
    },
  }
  // The handle outlives the source's closures only through this registry.
  forgotten.register(source, handle, source)
  return source
}

/** Bytes of a gzipped file at most: data sets of the formats here are far smaller. */
const MAX_UNPACKED = 2 ** 31

/** Opens a file; a gzipped one (by its first bytes) is unpacked into memory. */
export async function openPlain(path: string): Promise<ByteSource> {
  const source = await fileSource(path)
  const head = await source.read(0, 2)
  if (head[0] !== 0x1f || head[1] !== 0x8b) return source
  const packed = await source.read(0, source.size)
  await source.close()
  const parts: Uint8Array[] = []
  let size = 0
  try {
    const stream = new Blob([packed as Uint8Array<ArrayBuffer>]).stream()
    for await (const part of stream.pipeThrough(new DecompressionStream('gzip'))) {
      size += part.byteLength
      if (size > MAX_UNPACKED) throw new DataError(`${path} unpacks to more than ${MAX_UNPACKED} bytes`)
      parts.push(part)
    }
  } catch (error) {
    if (error instanceof DataError) throw error
    throw new DataError(`${path} is cut short, or no gzip file: ${(error as Error).message}`, {
      cause: error,
    })
  }
  return bytesSource(Buffer.concat(parts))
}
