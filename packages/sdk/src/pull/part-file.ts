import { createHash, type Hash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { readChunks } from '../push/hash-files.ts'

/** A file that is being filled from its start, with the hash of what it holds. */
export class PartFile implements AsyncDisposable {
  readonly #handle: FileHandle
  #hash: Hash
  #length: number

  private constructor(handle: FileHandle, hash: Hash, length: number) {
    this.#handle = handle
    this.#hash = hash
    this.#length = length
  }

  /** Opens what an earlier attempt left, or begins anew; more than `limit` bytes cannot be the right ones. */
  static async open(path: string, limit: number): Promise<PartFile> {
    // Appending: what is written goes to the end, wherever that is.
    const handle = await open(path, 'a+')
    try {
      const { size } = await handle.stat()
      const part = new PartFile(handle, createHash('sha256'), 0)
      if (size > limit) await handle.truncate(0)
      else if (size > 0) await part.#takeUp(path, size)
      return part
    } catch (error) {
      await handle.close()
      throw error
    }
  }

  /** Bytes it holds. */
  get length(): number {
    return this.#length
  }

  async append(bytes: Uint8Array): Promise<void> {
    await this.#handle.appendFile(bytes)
    this.#hash.update(bytes)
    this.#length += bytes.length
  }

  async clear(): Promise<void> {
    await this.#handle.truncate(0)
    this.#hash = createHash('sha256')
    this.#length = 0
  }

  /** Sees that its bytes are on the disk, and answers their SHA-256 in hex. */
  async finish(): Promise<string> {
    await this.#handle.sync()
    return this.#hash.digest('hex')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#handle.close()
  }

  async #takeUp(path: string, size: number): Promise<void> {
    for await (const chunk of readChunks(path)) this.#hash.update(chunk)
    this.#length = size
  }
}
