import { createHash, type Hash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { Fault } from '../fault.ts'
import { requireSameHash, toDiskFault } from './blob-faults.ts'
import { READ_SIZE } from './blob-store.ts'

/** One write takes at most this many chunks, so that a sender of single bytes cannot make us hold many. */
const BATCH_CHUNKS = 256

export interface AppendOptions {
  /** How large the file may become. */
  limit: number
  /**
   * Nobody else has the chunks, so their memory is given back as soon as they are written. Left to the
   * garbage collector it would grow by 64 MiB before the collector looks.
   */
  isOurs?: boolean | undefined
}

/** Writes streams to the end of a file, hashing while the disk is busy with the batch before. */
export class FileAppender {
  readonly #file: FileHandle
  #position: number
  #taken: number
  #hash: Hash | undefined

  /** @param hash what the first `position` bytes left behind; without it nothing is hashed */
  constructor(file: FileHandle, position: number, hash: Hash | undefined) {
    this.#file = file
    this.#position = position
    this.#taken = position
    this.#hash = hash
  }

  /** How many bytes the file holds. */
  get position(): number {
    return this.#position
  }

  /** The same and what is waiting to be written: it grows whenever the sender is heard of. */
  get taken(): number {
    return this.#taken
  }

  /** The hash of all of them, unless it started without one or a write failed. */
  get hash(): Hash | undefined {
    return this.#hash
  }

  /**
   * Appends everything that `bytes` yields. When it fails, what had come until then is written first.
   *
   * @throws Fault `payload_too_large` at the first byte beyond, `storage_full` when the disk is
   */
  async append(bytes: AsyncIterable<Uint8Array>, { limit, isOurs = false }: AppendOptions): Promise<void> {
    let batch: Uint8Array[] = []
    let size = 0
    let writing = Promise.resolve()
    const flush = async () => {
      await writing
      if (size === 0) return
      writing = this.#write(batch, size, isOurs)
      // Whoever awaits it next hears of a failure; until then it must not count as unhandled.
      writing.catch(() => {})
      batch = []
      size = 0
    }
    try {
      for await (const chunk of bytes) {
        if (this.#position + size + chunk.length > limit) {
          throw new Fault('payload_too_large', `more than the ${limit} bytes that were announced`)
        }
        batch.push(chunk)
        size += chunk.length
        this.#taken += chunk.length
        if (size >= READ_SIZE || batch.length >= BATCH_CHUNKS) await flush()
      }
    } finally {
      await flush()
      await writing
    }
  }

  /** The same, but all or nothing: bytes that break off, or have another SHA-256 than expected, are dropped. */
  async appendIf(bytes: AsyncIterable<Uint8Array>, expected: string, options: AppendOptions): Promise<void> {
    const position = this.#position
    const hash = this.#hash?.copy()
    const own = createHash('sha256')
    try {
      await this.append(hashing(bytes, own), options)
      requireSameHash(own.digest('hex'), expected)
    } catch (error) {
      await this.#file.truncate(position)
      this.#position = position
      this.#hash = hash
      throw error
    }
  }

  async #write(batch: Uint8Array[], size: number, isOurs: boolean): Promise<void> {
    const written = writeAll(this.#file, batch, this.#position)
    this.#position += size
    for (const chunk of batch) this.#hash?.update(chunk)
    try {
      await written
      if (isOurs) batch.forEach(free)
    } catch (error) {
      this.#hash = undefined
      this.#position = (await this.#file.stat()).size
      throw toDiskFault(error)
    }
  }
}

/** A chunk that is part of something larger is left alone. */
function free({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0)
}

async function* hashing(bytes: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    hash.update(chunk)
    yield chunk
  }
}

/** A single call may write less than it was given, for instance when the disk is nearly full. */
async function writeAll(file: FileHandle, batch: Uint8Array[], position: number): Promise<void> {
  let rest = batch
  let at = position
  while (rest.length > 0) {
    const { bytesWritten } = await file.writev(rest, at)
    at += bytesWritten
    rest = dropBytes(rest, bytesWritten)
  }
}

function dropBytes(batch: Uint8Array[], count: number): Uint8Array[] {
  let left = count
  return batch.flatMap((chunk) => {
    const drop = Math.min(left, chunk.length)
    left -= drop
    return drop < chunk.length ? [chunk.subarray(drop)] : []
  })
}
