import { createHash, randomUUID } from 'node:crypto'
import { open, readdir, stat, statfs, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { Fault } from '../fault.ts'
import { hasCode } from './blob-faults.ts'
import type { StagedFile } from './blob-store.ts'
import { makeFolder } from './durable.ts'
import { FileAppender } from './file-appender.ts'
import { tryLock } from './file-lock.ts'
import { IncomingBlob, type LiveHash } from './incoming-blob.ts'

export interface StagingOptions {
  /** After how many milliseconds without a byte a sender gives way to another one that asks. */
  stallAfter?: number
}

/** Uploads whose hash is remembered between two requests; a forgotten one is read again when it is finished. */
const REMEMBERED_HASHES = 10_000

/** A temporary file that nobody has written to for this long was left by a process that died. */
const TEMPORARY_LIFE = 60 * 60 * 1000

/**
 * The folder where bytes wait until they are whole: temporary files of a single pass, and uploads that
 * come in pieces under an id, `<id>.part` with its lock `<id>.lock`.
 *
 * What has been acknowledged of an upload is in the file, so the file's size is the offset, and the death
 * of the process loses nothing. Only a power cut can take bytes back, since the disk is told to keep them
 * when the upload is finished and not before; the sender then goes on from an earlier offset, and should
 * the file be damaged, its SHA-256 tells. Several servers may share the folder.
 */
export class Staging {
  readonly folder: string
  readonly #stallAfter: number
  readonly #hashes = new LRUCache<string, LiveHash>({ max: REMEMBERED_HASHES })

  private constructor(folder: string, stallAfter: number) {
    this.folder = folder
    this.#stallAfter = stallAfter
  }

  static async open(folder: string, { stallAfter = 5000 }: StagingOptions = {}): Promise<Staging> {
    await makeFolder(folder)
    return new Staging(folder, stallAfter)
  }

  /**
   * Writes a stream to a new file, hashed and safe on disk.
   *
   * @throws Fault `storage_full`; of a stream that fails, nothing stays
   */
  async stage(bytes: AsyncIterable<Uint8Array>): Promise<StagedFile> {
    const path = join(this.folder, `tmp-${randomUUID()}`)
    const file = await open(path, 'wx', 0o640)
    try {
      const appender = new FileAppender(file, 0, createHash('sha256'))
      await appender.append(bytes, { limit: Number.MAX_SAFE_INTEGER })
      await file.datasync()
      return { path, sha256: appender.hash!.digest('hex'), size: appender.position }
    } catch (error) {
      await unlink(path)
      throw error
    } finally {
      await file.close()
    }
  }

  /**
   * Takes hold of the upload `id`, alone among all processes, to add bytes to it or to finish it.
   *
   * A sender that has stalled is told to give way, so asking again some seconds later succeeds.
   *
   * @param size how many bytes it will have
   * @param patience for how many milliseconds to wait for another holder
   * @throws Fault `upload_locked` when someone else holds it
   */
  async claim(id: string, size: number, patience = 500): Promise<IncomingBlob> {
    const path = this.#path(id)
    const until = Date.now() + patience
    for (;;) {
      const incoming = this.#tryClaim(id, size)
      if (incoming) return incoming
      await (await open(`${path}.want`, 'w')).close()
      if (Date.now() >= until) {
        throw new Fault('upload_locked', 'another client is sending to this upload', { retryAfter: 1 })
      }
      await sleep(50)
    }
  }

  /** How many bytes of the upload are here. It may be growing. */
  async received(id: string): Promise<number> {
    try {
      return (await stat(`${this.#path(id)}.part`)).size
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return 0
      throw error
    }
  }

  /** Removes all that is here of an upload; false when somebody holds it, and nothing was done. */
  async discard(id: string): Promise<boolean> {
    const incoming = this.#tryClaim(id, 0)
    await incoming?.forget()
    return incoming !== undefined
  }

  /** The ids of all uploads of which anything is here. */
  async ids(): Promise<string[]> {
    const names = await readdir(this.folder)
    return [...new Set(names.flatMap((name) => /^(.+)\.(part|lock|want)$/.exec(name)?.[1] ?? []))]
  }

  /** Removes the temporary files of processes that died. */
  async sweep(now = Date.now()): Promise<void> {
    for (const name of await readdir(this.folder)) {
      if (!name.startsWith('tmp-')) continue
      const path = join(this.folder, name)
      try {
        if ((await stat(path)).mtimeMs < now - TEMPORARY_LIFE) await unlink(path)
      } catch (error) {
        // Another server was quicker, or it has become a blob.
        if (!hasCode(error, 'ENOENT')) throw error
      }
    }
  }

  /** @throws Fault `storage_full` when the disk cannot take this many bytes more */
  async requireRoom(bytes: number): Promise<void> {
    const { bavail, bsize } = await statfs(this.folder)
    if (bavail * bsize < bytes) {
      throw new Fault('storage_full', `there is no room left for ${bytes} bytes`)
    }
  }

  #tryClaim(id: string, size: number): IncomingBlob | undefined {
    const path = this.#path(id)
    const lock = tryLock(`${path}.lock`)
    if (!lock) return undefined
    return new IncomingBlob({ id, size, path, lock, hashes: this.#hashes, stallAfter: this.#stallAfter })
  }

  #path(id: string): string {
    // The id becomes part of a path: nothing else may pass, whoever forgot to check.
    if (!/^[A-Za-z0-9][A-Za-z0-9_]*$/.test(id))
      throw new TypeError('an upload id is made of letters, digits and _')
    return join(this.folder, id)
  }
}
