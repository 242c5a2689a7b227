import { readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault } from '../fault.ts'
import { hasCode, toDiskFault } from './blob-faults.ts'
import { isSha256 } from './blob-path.ts'
import type { LocalBlob } from './blob-store.ts'
import { makeFolder } from './durable.ts'
import type { Staging } from './staging.ts'

/** A file used this recently is left alone: another server of this machine may be about to open it. */
const GRACE = 60_000

/**
 * Copies of remote blobs on this machine's disk, least recently used out first.
 *
 * The limit counts what could be thrown away: a blob that is held stays, whatever its size. A file's
 * modification time says when it was last asked for, so the order outlives the process.
 */
export class LocalCache {
  readonly #folder: string
  readonly #limit: number
  readonly #staging: Staging
  readonly #holders = new Map<string, number>()
  readonly #fetching = new Map<string, Promise<void>>()

  private constructor(folder: string, limit: number, staging: Staging) {
    this.#folder = folder
    this.#limit = limit
    this.#staging = staging
  }

  /** @param staging a staging folder on the same file system */
  static async open(folder: string, limit: number, staging: Staging): Promise<LocalCache> {
    await makeFolder(folder)
    return new LocalCache(folder, limit, staging)
  }

  /** The blob as a local file, fetched if it is not here; many who ask at once share one fetch. */
  async hold(sha256: string, fetch: () => AsyncIterable<Uint8Array>): Promise<LocalBlob> {
    this.#holders.set(sha256, (this.#holders.get(sha256) ?? 0) + 1)
    const release = () => this.#release(sha256)
    const path = join(this.#folder, sha256)
    try {
      const size = (await this.#touch(path)) ?? (await this.#fetchOnce(sha256, path, fetch))
      return { path, size, [Symbol.asyncDispose]: release }
    } catch (error) {
      await release()
      throw error
    }
  }

  /** Its size, when it is here. */
  async #touch(path: string): Promise<number | undefined> {
    try {
      const now = new Date()
      await utimes(path, now, now)
      return (await stat(path)).size
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return undefined
      throw error
    }
  }

  async #fetchOnce(sha256: string, path: string, fetch: () => AsyncIterable<Uint8Array>): Promise<number> {
    let fetching = this.#fetching.get(sha256)
    if (!fetching) {
      fetching = this.#fetch(sha256, path, fetch).finally(() => this.#fetching.delete(sha256))
      this.#fetching.set(sha256, fetching)
    }
    await fetching
    return (await stat(path)).size
  }

  async #fetch(sha256: string, path: string, fetch: () => AsyncIterable<Uint8Array>): Promise<void> {
    const file = await this.#staging.stage(fetch())
    try {
      if (file.sha256 !== sha256) {
        throw new Fault('upstream_failed', `the object store keeps other bytes under ${sha256}`)
      }
      await rename(file.path, path)
    } catch (error) {
      await rm(file.path, { force: true })
      throw toDiskFault(error)
    }
    await this.#evict()
  }

  async #release(sha256: string): Promise<void> {
    const left = (this.#holders.get(sha256) ?? 1) - 1
    if (left > 0) this.#holders.set(sha256, left)
    else this.#holders.delete(sha256)
  }

  async #evict(): Promise<void> {
    const files = await this.#files()
    let total = files.reduce((sum, file) => sum + file.size, 0)
    for (const { name, size, usedAt } of files) {
      if (total <= this.#limit) return
      if (this.#holders.has(name) || usedAt > Date.now() - GRACE) continue
      await rm(join(this.#folder, name), { force: true })
      total -= size
    }
  }

  /** Least recently used first. */
  async #files(): Promise<{ name: string; size: number; usedAt: number }[]> {
    const files: { name: string; size: number; usedAt: number }[] = []
    for (const name of await readdir(this.#folder)) {
      if (!isSha256(name)) continue
      const found = await stat(join(this.#folder, name)).catch(() => undefined)
      if (found) files.push({ name, size: found.size, usedAt: found.mtimeMs })
    }
    return files.sort((one, other) => one.usedAt - other.usedAt)
  }
}
