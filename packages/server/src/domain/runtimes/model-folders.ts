import { copyFile, link, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { BlobStore } from '../../blobs/blob-store.ts'
import { type FileLock, tryLock } from '../../blobs/file-lock.ts'

const LOCK_NAME = 'lock'
/** A server that is starting has made its folder, but may not have locked it yet. */
const YOUNG_MS = 60_000

/** A model's files under their own names, for as long as the model is loaded. */
export interface ModelFolder extends AsyncDisposable {
  readonly path: string
}

/**
 * Folders in which loaded models find their files, and nothing else.
 *
 * A model file may refer to others by name, and a runtime then reads them: from the folder of all blobs that
 * could be anybody's bytes. So every model gets a folder with its version's files alone, as links to the
 * blobs where the file system allows it.
 */
export class ModelFolders {
  readonly #root: string
  readonly #blobs: BlobStore
  readonly #lock: FileLock | undefined

  private constructor(root: string, blobs: BlobStore, lock: FileLock | undefined) {
    this.#root = root
    this.#blobs = blobs
    this.#lock = lock
  }

  /** Opens this process's place under `parent`, and clears away those of processes that are gone. */
  static async open(parent: string, blobs: BlobStore): Promise<ModelFolders> {
    await mkdir(parent, { recursive: true })
    for (const name of await readdir(parent)) {
      const folder = join(parent, name)
      const found = await stat(folder).catch(() => undefined)
      if (!found?.isDirectory() || Date.now() - found.mtimeMs < YOUNG_MS) continue
      const lock = tryLock(join(folder, LOCK_NAME))
      if (!lock) continue
      await rm(folder, { recursive: true, force: true })
      lock.release()
    }
    const root = await mkdtemp(join(parent, 'server-'))
    return new ModelFolders(root, blobs, tryLock(join(root, LOCK_NAME)))
  }

  async make(files: readonly { path: string; sha256: string }[]): Promise<ModelFolder> {
    const path = await mkdtemp(join(this.#root, 'model-'))
    const remove = () => rm(path, { recursive: true, force: true })
    try {
      for (const file of files) {
        const target = join(path, file.path)
        await mkdir(dirname(target), { recursive: true })
        await using blob = await this.#blobs.openLocal(file.sha256)
        await linkOrCopy(blob.path, target)
      }
    } catch (error) {
      await remove()
      throw error
    }
    return { path, [Symbol.asyncDispose]: remove }
  }

  async close(): Promise<void> {
    await rm(this.#root, { recursive: true, force: true })
    this.#lock?.release()
  }
}

/** A hard link: a runtime that resolves symbolic ones would see the folder of all blobs behind them. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw error
    await copyFile(from, to)
  }
}
