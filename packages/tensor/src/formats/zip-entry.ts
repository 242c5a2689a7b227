import { type ByteSource, bytesSource, sliceSource } from './byte-source.ts'
import { crc32 } from './crc32.ts'
import { faultIn, quote } from './format-error.ts'
import { DEFLATED, STORED, type ZipEntry } from './zip-directory.ts'

const FORMAT = 'zip'
const fault = faultIn(FORMAT)
/** Deflate grows a chunk at most 1032-fold, so a small one keeps memory flat. */
const CHUNK_BYTES = 16 * 1024

/**
 * Unpacks one entry, chunk by chunk. Stops with an error as soon as more comes out than the directory says,
 * and at the end where less came out or the checksum differs.
 */
export async function* zipEntryChunks(source: ByteSource, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const field = `entry ${quote(entry.name)}`
  if (entry.isEncrypted) throw fault(`${field} is encrypted`, field)
  if (entry.method !== STORED && entry.method !== DEFLATED) {
    throw fault(`${field} is packed by method ${entry.method}; only stored and deflated can be read`, field)
  }
  const packed = packedChunks(source, entry, field)
  let bytes = 0
  let crc = 0
  for await (const chunk of entry.method === STORED ? packed : inflate(packed, field)) {
    bytes += chunk.byteLength
    if (bytes > entry.bytes)
      throw fault(`${field} unpacks to more than the ${entry.bytes} bytes it says`, field)
    crc = crc32(chunk, crc)
    yield chunk
  }
  if (bytes !== entry.bytes)
    throw fault(`${field} unpacks to ${bytes} bytes, not the ${entry.bytes} it says`, field)
  if (crc !== entry.crc32) throw fault(`${field} does not have the checksum it says`, field)
}

/**
 * Unpacks one entry whole.
 * @throws FormatError when it says it is larger than `limit` bytes, or is not what it says
 */
export async function readZipEntry(source: ByteSource, entry: ZipEntry, limit: number): Promise<Uint8Array> {
  const field = `entry ${quote(entry.name)}`
  if (entry.bytes > limit)
    throw fault(`${field} has ${entry.bytes} bytes; at most ${limit} are allowed`, field)
  return collect(zipEntryChunks(source, entry), entry.bytes)
}

/**
 * An entry as a source of its own: a stored one stays where it is and is read by ranges, a deflated one is
 * unpacked into memory.
 * @throws FormatError when it would have to be unpacked and has more than `limit` bytes
 */
export async function zipEntrySource(
  source: ByteSource,
  entry: ZipEntry,
  limit: number,
): Promise<ByteSource> {
  if (entry.method === STORED && !entry.isEncrypted) return sliceSource(source, entry.offset, entry.bytes)
  return bytesSource(await readZipEntry(source, entry, limit))
}

/** The first `count` bytes of an entry, or all of it where it is shorter, unpacking no more than needed. */
export async function readZipEntryStart(
  source: ByteSource,
  entry: ZipEntry,
  count: number,
): Promise<Uint8Array> {
  return collect(zipEntryChunks(source, entry), Math.min(count, entry.bytes))
}

async function collect(chunks: AsyncGenerator<Uint8Array>, count: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const chunk of chunks) {
    parts.push(chunk.subarray(0, count - length))
    length += chunk.byteLength
    // A generator that has given all it says still has to check itself, unless more was there to come.
    if (length > count) break
  }
  const bytes = new Uint8Array(Math.min(length, count))
  let position = 0
  for (const part of parts) {
    bytes.set(part, position)
    position += part.byteLength
  }
  return bytes
}

async function* packedChunks(source: ByteSource, entry: ZipEntry, field: string): AsyncGenerator<Uint8Array> {
  const end = entry.offset + entry.compressedBytes
  for (let at = entry.offset; at < end; ) {
    const chunk = await source.read(at, Math.min(CHUNK_BYTES, end - at))
    if (chunk.byteLength === 0) throw fault(`${field} is cut short`, field)
    at += chunk.byteLength
    yield chunk
  }
}

async function* inflate(packed: AsyncGenerator<Uint8Array>, field: string): AsyncGenerator<Uint8Array> {
  let readFailure: unknown
  // Not ReadableStream.from: several browsers lack it.
  const input = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      try {
        const { done, value } = await packed.next()
        if (done) controller.close()
        else controller.enqueue(value as Uint8Array<ArrayBuffer>)
      } catch (error) {
        readFailure = error
        throw error
      }
    },
    async cancel() {
      await packed.return(undefined)
    },
  })
  const reader = input.pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } catch (error) {
    if (readFailure) throw readFailure
    // The stream reports bad data as a plain TypeError.
    throw error instanceof TypeError ? fault(`${field} is not valid deflate data`, field) : error
  } finally {
    await reader.cancel().catch(() => {})
  }
}
