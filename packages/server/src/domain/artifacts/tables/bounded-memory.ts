import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { decompress as decompressLz4 } from 'lz4js'
import { TooMuch } from '../workers/serve-files.ts'

/** No single array of a table that we read is larger. Bytes. */
export const LARGEST_ARRAY = 256 * 1024 * 1024

/**
 * Makes arrays of more than `LARGEST_ARRAY` bytes fail in this thread. V8's limits are about its own heap: a
 * file whose header says four billion would otherwise take them from the whole process.
 */
export function boundArrays(): void {
  const bound = <T extends new (...args: never[]) => object>(type: T, bytesEach: number): T =>
    new Proxy(type, {
      construct(target, args: unknown[], newTarget) {
        const [length] = args
        if (typeof length === 'number' && length * bytesEach > LARGEST_ARRAY) {
          throw new TooMuch(`an array of ${length} is more memory than is allowed`)
        }
        return Reflect.construct(target, args, newTarget)
      },
    })
  globalThis.ArrayBuffer = bound(ArrayBuffer, 1)
  globalThis.Uint8Array = bound(Uint8Array, 1)
  globalThis.Int8Array = bound(Int8Array, 1)
  globalThis.Uint16Array = bound(Uint16Array, 2)
  globalThis.Int16Array = bound(Int16Array, 2)
  globalThis.Uint32Array = bound(Uint32Array, 4)
  globalThis.Int32Array = bound(Int32Array, 4)
  globalThis.Float32Array = bound(Float32Array, 4)
  globalThis.Float64Array = bound(Float64Array, 8)
  globalThis.BigInt64Array = bound(BigInt64Array, 8)
  globalThis.BigUint64Array = bound(BigUint64Array, 8)
}

/** Decompressors that give no more bytes than they are asked for, and never more than `LARGEST_ARRAY`. */
export const decompress = {
  gzip: (input: Uint8Array, length = LARGEST_ARRAY) => bounded(input, length, gunzipSync),
  brotli: (input: Uint8Array, length = LARGEST_ARRAY) => bounded(input, length, brotliDecompressSync),
  zstd: (input: Uint8Array, length = LARGEST_ARRAY) => bounded(input, length, zstdDecompressSync),
  /** A frame, as Arrow has them. */
  lz4Frame: (input: Uint8Array, length = LARGEST_ARRAY) => {
    requireAllowed(length)
    return decompressLz4(input, Math.min(length, LARGEST_ARRAY))
  },
}

export function requireAllowed(length: number): void {
  if (length > LARGEST_ARRAY) throw new TooMuch(`it unpacks to ${length} bytes at once, more than is allowed`)
}

function bounded(
  input: Uint8Array,
  length: number,
  unpack: (input: Uint8Array, options: { maxOutputLength: number }) => Uint8Array,
): Uint8Array {
  requireAllowed(length)
  try {
    const bytes = unpack(input, { maxOutputLength: Math.max(1, length) })
    // A view of its own, as the readers look at the buffer behind it.
    return new Uint8Array(bytes)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new Error('it unpacks to more bytes than it says')
    }
    throw error
  }
}
