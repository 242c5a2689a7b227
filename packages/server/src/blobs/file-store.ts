import { constants } from 'node:fs'
import { access, open, readdir, rename, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { hasCode, missingBlob, toDiskFault } from './blob-faults.ts'
import { blobPath, isSha256 } from './blob-path.ts'
import type { BlobEntry, BlobStore, ByteRange, LocalBlob, StagedFile } from './blob-store.ts'
import { makeFolder, syncFolder } from './durable.ts'
import { putStream } from './put-stream.ts'
import { readChunks, readFully } from './read-file.ts'
import { Staging, type StagingOptions } from './staging.ts'

/**
 * Blobs as files of a folder, `sha256/ab/cd/<name>`, beside `incoming/` where they are written first: on
 * the same file system, so that a blob gets its name in one step. Several servers may share the folder.
 */
export class FileStore implements BlobStore {
  readonly description: string
  readonly staging: Staging
  readonly #root: string

  private constructor(root: string, staging: Staging) {
    this.#root = root
    this.staging = staging
    this.description = `files in ${root}`
  }

  static async open(root: string, options: StagingOptions = {}): Promise<FileStore> {
    await makeFolder(join(root, 'sha256'))
    return new FileStore(root, await Staging.open(join(root, 'incoming'), options))
  }

  async stat(sha256: string): Promise<{ size: number } | undefined> {
    try {
      return { size: (await stat(this.#path(sha256))).size }
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return undefined
      throw error
    }
  }

  async *read(sha256: string, { start = 0, end = Infinity }: ByteRange = {}): AsyncGenerator<Uint8Array> {
    await using file = await this.#open(sha256)
    yield* readChunks(file, start, end)
  }

  async readAt(sha256: string, offset: number, length: number): Promise<Uint8Array> {
    await using file = await this.#open(sha256)
    const { size } = await file.stat()
    // Headers lie about lengths: never reserve more than there is to read.
    return readFully(file, Buffer.allocUnsafe(Math.max(0, Math.min(length, size - offset))), offset)
  }

  put(bytes: AsyncIterable<Uint8Array>, expected?: string): Promise<{ sha256: string; size: number }> {
    return putStream(this, bytes, expected)
  }

  async adopt({ path, sha256 }: StagedFile): Promise<void> {
    const target = this.#path(sha256)
    try {
      // Over a blob that is there already, too: the bytes are the same, or the old ones are damaged.
      await rename(path, target)
    } catch (error) {
      if (!hasCode(error, 'ENOENT')) throw toDiskFault(error)
      await makeFolder(dirname(target))
      await rename(path, target)
    }
    await syncFolder(dirname(target))
  }

  async remove(sha256: string): Promise<boolean> {
    try {
      await unlink(this.#path(sha256))
      return true
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return false
      throw error
    }
  }

  async *list(): AsyncGenerator<BlobEntry> {
    const top = join(this.#root, 'sha256')
    for (const first of await namesIn(top)) {
      for (const second of await namesIn(join(top, first))) {
        for (const name of await namesIn(join(top, first, second))) {
          if (!isSha256(name) || !name.startsWith(first + second)) continue
          const found = await stat(this.#path(name)).catch(() => undefined)
          if (found?.isFile()) yield { sha256: name, size: found.size, modifiedAt: Math.trunc(found.mtimeMs) }
        }
      }
    }
  }

  async openLocal(sha256: string): Promise<LocalBlob> {
    const found = await this.stat(sha256)
    if (!found) throw missingBlob(sha256)
    return { path: this.#path(sha256), size: found.size, [Symbol.asyncDispose]: async () => {} }
  }

  async check(): Promise<void> {
    const way = constants.R_OK | constants.W_OK | constants.X_OK
    await access(join(this.#root, 'sha256'), way)
    await access(this.staging.folder, way)
  }

  #path(sha256: string): string {
    return join(this.#root, blobPath(sha256))
  }

  async #open(sha256: string) {
    try {
      return await open(this.#path(sha256), 'r')
    } catch (error) {
      throw hasCode(error, 'ENOENT') ? missingBlob(sha256) : error
    }
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort()
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return []
    throw error
  }
}
