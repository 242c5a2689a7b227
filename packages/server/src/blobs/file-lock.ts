import { DatabaseSync } from 'node:sqlite'

/** A lock that is held until it is released, or its process ends in whatever way. */
export interface FileLock {
  release(): void
}

const SQLITE_BUSY = 5

/**
 * Takes the lock of the file at `path`, which is made if needed, or answers undefined when it is held:
 * by another process, or elsewhere in this one.
 *
 * The lock is the kernel's: it cannot be left behind by a killed process, it needs no heartbeat, and one
 * that was paused for an hour still holds it. Node offers no such lock but the one SQLite takes on a
 * database, so that is what the file is, an empty one. On a network file system it is as good as the
 * system's `fcntl` locks. Nobody else may open the file, since closing it would drop the lock.
 */
export function tryLock(path: string): FileLock | undefined {
  const database = new DatabaseSync(path, { timeout: 0 })
  try {
    // Without a journal there is no second file to leave behind.
    database.exec('pragma journal_mode = off; begin exclusive')
  } catch (error) {
    database.close()
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return undefined
    throw error
  }
  return {
    release() {
      database.close()
    },
  }
}
