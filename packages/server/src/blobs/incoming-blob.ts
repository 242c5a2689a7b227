import { createHash, type Hash } from 'node:crypto'
import { rmSync, statSync } from 'node:fs'
import { type FileHandle, open, rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { LRUCache } from 'lru-cache'
import { Fault } from '../fault.ts'
import { hasCode } from './blob-faults.ts'
import type { StagedFile } from './blob-store.ts'
import { FileAppender } from './file-appender.ts'
import type { FileLock } from './file-lock.ts'
import { hashFile } from './read-file.ts'

/** The hash of an upload's first bytes, kept while it is between two requests. */
export interface LiveHash {
  /** Which file it was: another one may have taken its name meanwhile. */
  file: string
  position: number
  hash: Hash
}

interface Claim {
  id: string
  size: number
  /** Without the ending. */
  path: string
  lock: FileLock
  hashes: LRUCache<string, LiveHash>
  stallAfter: number
}

/** A request to give way counts for this long: those who ask repeat it. */
const WANTED_FOR = 30_000

/**
 * An upload in the hands of one sender. Nobody else, in any process, can write to it until it is disposed.
 *
 * An upload that comes in without a break is hashed as it is written. After a cut that another process
 * survived, or one that this process did not, the file is read once more when it is finished.
 */
export class IncomingBlob implements AsyncDisposable {
  readonly id: string
  /** How many bytes there will be. */
  readonly size: number
  readonly #claim: Claim
  #file: FileHandle | undefined
  #identity = ''
  #isReleased = false
  #appender: FileAppender | undefined

  constructor(claim: Claim) {
    this.id = claim.id
    this.size = claim.size
    this.#claim = claim
  }

  /** How many of them are here. */
  async received(): Promise<number> {
    return (await this.#open()).position
  }

  /**
   * Adds what the stream yields. When it breaks, what had come is kept, and the error is the stream's.
   *
   * @param options.sha256 what these bytes alone must hash to; then they are added all or not at all
   * @param options.isOurs nobody else has the stream's chunks: they are gone once they are written
   * @throws Fault `payload_too_large` when there are more bytes than announced, `storage_full`,
   * `checksum_mismatch`
   */
  async append(
    bytes: Readable,
    { sha256, isOurs }: { sha256?: string | undefined; isOurs?: boolean } = {},
  ): Promise<void> {
    const appender = await this.#open()
    const stopWatching = this.#giveWayWhenStalled(bytes, appender)
    try {
      // A stream that is refused stays whole: it may be a request that has yet to be answered.
      const chunks = bytes.iterator({ destroyOnReturn: false })
      const options = { limit: this.size, isOurs }
      if (sha256 === undefined) await appender.append(chunks, options)
      else await appender.appendIf(chunks, sha256, options)
    } finally {
      stopWatching()
    }
  }

  /**
   * The whole upload, safe on disk, with its SHA-256.
   *
   * @throws Fault `upload_incomplete` when bytes are missing
   */
  async finish(): Promise<StagedFile> {
    const appender = await this.#open()
    if (appender.position !== this.size) {
      throw new Fault('upload_incomplete', `${appender.position} of ${this.size} bytes have arrived`)
    }
    await this.#file!.datasync()
    const hash = appender.hash?.copy() ?? (await hashFile(this.#file!)).hash
    return { path: this.#part, sha256: hash.digest('hex'), size: this.size }
  }

  /** Drops the bytes that have come; the upload can start anew. */
  async restart(): Promise<void> {
    await this.#close()
    this.#claim.hashes.delete(this.id)
    await rm(this.#part, { force: true })
  }

  /**
   * Lets go of the upload and removes all that is here of it.
   *
   * Before that, whoever comes next must be able to see that it is over: those who are waiting for the
   * lock get the removed one, and must not begin anew beside somebody who makes another.
   */
  async forget(): Promise<void> {
    await this.restart()
    await rm(`${this.#claim.path}.want`, { force: true })
    await rm(`${this.#claim.path}.lock`, { force: true })
    this.#release()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#isReleased) return
    const appender = this.#appender
    await this.#close()
    if (appender?.hash) {
      const { position, hash } = appender
      this.#claim.hashes.set(this.id, { file: this.#identity, position, hash })
    }
    this.#release()
  }

  #release(): void {
    this.#isReleased = true
    this.#claim.lock.release()
  }

  get #part(): string {
    return `${this.#claim.path}.part`
  }

  async #open(): Promise<FileAppender> {
    if (this.#appender) return this.#appender
    this.#file = await openForAppend(this.#part)
    const { size, ino, birthtimeNs } = await this.#file.stat({ bigint: true })
    const position = Number(size)
    this.#identity = `${ino} ${birthtimeNs}`
    this.#appender = new FileAppender(this.#file, position, this.#takeHash(position))
    return this.#appender
  }

  #takeHash(position: number): Hash | undefined {
    const live = this.#claim.hashes.get(this.id)
    // Taken, not borrowed: it goes on changing, and only counts again once it is put back.
    this.#claim.hashes.delete(this.id)
    if (position === 0) return createHash('sha256')
    return live?.file === this.#identity && live.position === position ? live.hash : undefined
  }

  async #close(): Promise<void> {
    await this.#file?.close()
    this.#file = undefined
    this.#appender = undefined
  }

  /** A client that vanished without a word keeps its connection open for long; its successor need not wait. */
  #giveWayWhenStalled(bytes: Readable, appender: FileAppender): () => void {
    const { stallAfter, path } = this.#claim
    let seen = appender.taken
    const timer = setInterval(() => {
      const isStalled = appender.taken === seen
      seen = appender.taken
      if (isStalled && isFresh(`${path}.want`)) bytes.destroy(new Error('another client goes on'))
    }, stallAfter)
    return () => {
      clearInterval(timer)
      rmSync(`${path}.want`, { force: true })
    }
  }
}

async function openForAppend(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r+')
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error
    return await open(path, 'wx+', 0o640)
  }
}

function isFresh(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false })
  return found !== undefined && found.mtimeMs > Date.now() - WANTED_FOR
}
