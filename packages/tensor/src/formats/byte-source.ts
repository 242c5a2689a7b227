/**
 * Bytes that can be read by ranges: a file, a blob in a store, an HTTP resource, or an array. Every reader
 * here takes one, so the header of a 100 GB file costs a few reads and never the whole file.
 */
export interface ByteSource {
  /** Total number of bytes. */
  readonly size: number
  /** Reads `length` bytes at `offset`; fewer come back only where the source has been cut since. */
  read(offset: number, length: number): Promise<Uint8Array>
}

/** A source over bytes already in memory. Reads are views, not copies. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.byteLength,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
  }
}

/** The part of `source` from `start`, `size` bytes long, as a source of its own. */
export function sliceSource(source: ByteSource, start: number, size: number): ByteSource {
  return {
    size,
    read: (offset, length) => source.read(start + offset, Math.max(0, Math.min(length, size - offset))),
  }
}
