import type { FolderFile } from './read-drop.ts'

interface Told {
  bytes: number
  sha256?: string
  error?: string
}

/** What tells one state of a file from another without reading it. */
export const stampOf = ({ path, file }: FolderFile): string => `${path}\n${file.size}\n${file.lastModified}`

/**
 * The SHA-256 of each file, in hex, read by a worker so that the page stays quick.
 *
 * @param known hashes from before, by `stampOf`: those files are not read again
 */
export async function hashFiles(
  files: readonly FolderFile[],
  known: ReadonlyMap<string, string>,
  { onBytes, signal }: { onBytes(count: number): void; signal: AbortSignal },
): Promise<Map<string, string>> {
  const worker = new Worker(new URL('./hash.worker.ts', import.meta.url), { type: 'module' })
  const hashes = new Map<string, string>()
  try {
    for (const one of files) {
      signal.throwIfAborted()
      const before = known.get(stampOf(one))
      if (before !== undefined) onBytes(one.file.size)
      hashes.set(one.path, before ?? (await hashIn(worker, one, onBytes, signal)))
    }
    return hashes
  } finally {
    worker.terminate()
  }
}

function hashIn(
  worker: Worker,
  { path, file }: FolderFile,
  onBytes: (count: number) => void,
  signal: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    worker.onmessage = ({ data }: MessageEvent<Told>) => {
      if (data.error !== undefined) return reject(new Error(`${path}: ${data.error}`))
      onBytes(data.bytes)
      if (data.sha256 !== undefined) resolve(data.sha256)
    }
    worker.onerror = ({ message }) => reject(new Error(`${path}: ${message}`))
    worker.postMessage(file)
  })
}
