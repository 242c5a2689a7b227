import { createHash } from 'node:crypto'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { ApiError } from '../api-error.ts'
import type { Connection } from '../client.ts'
import { hashFile } from '../push/hash-files.ts'
import { unreachable } from '../retry.ts'
import { PartFile } from './part-file.ts'

/** How often a download is taken up again although no byte has come since the last time. */
const ATTEMPTS = 4

export interface FileToFetch {
  /** Lowercase hex: what the bytes must hash to. */
  sha256: string
  /** Bytes. */
  size: number
  /** Where it goes. */
  target: string
  /** Asks for a signed address of the bytes; more than once where the first may have expired. */
  getUrl: () => Promise<string>
}

export interface FetchOptions {
  /** Told how many more bytes are there; a negative number takes back what turned out to be wrong. */
  onBytes?: ((count: number) => void) | undefined
  signal?: AbortSignal | undefined
}

/**
 * Brings a file to this machine. It gets its name only when its SHA-256 has matched; until then its bytes lie
 * beside it under a name made of their hash, and the next attempt goes on from there.
 *
 * @returns whether it had to be fetched: false when it was there already, with the right bytes
 * @throws Error when the bytes that came are not those that were promised
 */
export async function fetchFile(
  server: Connection,
  file: FileToFetch,
  options: FetchOptions = {},
): Promise<boolean> {
  const { sha256, size, target } = file
  const { onBytes, signal } = options
  if (await isThere(file, signal)) {
    onBytes?.(size)
    return false
  }
  await mkdir(dirname(target), { recursive: true })
  const path = partPath(file)
  for (;;) {
    const { digest, wasTakenUp } = await fillPart(server, file, path, options)
    if (digest === sha256) break
    onBytes?.(-size)
    await rm(path, { force: true })
    // What an earlier attempt left may be what is wrong; what came just now would come again.
    if (!wasTakenUp) throw new Error(`${target}: the bytes that came are not those of sha256:${sha256}`)
  }
  await rename(path, target)
  return true
}

/** Beside the target, so that it can be renamed; of its own for each of several files with the same bytes. */
export function partPath({ target, sha256 }: Pick<FileToFetch, 'target' | 'sha256'>): string {
  const name = createHash('sha256')
    .update(`${sha256} ${basename(target)}`)
    .digest('hex')
    .slice(0, 16)
  return join(dirname(target), `.${name}.part`)
}

async function isThere({ target, size, sha256 }: FileToFetch, signal?: AbortSignal): Promise<boolean> {
  const found = await stat(target).catch(() => undefined)
  if (found?.isDirectory()) throw new Error(`${target} is a folder: a file of that name is to be written`)
  return found?.size === size && (await hashFile(target, { signal })) === sha256
}

async function fillPart(
  server: Connection,
  { size, getUrl }: FileToFetch,
  path: string,
  { onBytes, signal }: FetchOptions,
): Promise<{ digest: string; wasTakenUp: boolean }> {
  await using part = await PartFile.open(path, size)
  onBytes?.(part.length)
  const wasTakenUp = part.length > 0
  for (let failures = 0; part.length < size; ) {
    const before = part.length
    try {
      for await (const chunk of continueFrom(server, await getUrl(), part, { onBytes, signal })) {
        if (part.length + chunk.length > size) throw new Error(`more than the ${size} bytes announced came`)
        await part.append(chunk)
        onBytes?.(chunk.length)
      }
      if (part.length < size)
        throw new ApiError('the download ended early', { status: 0, code: 'unreachable' })
    } catch (error) {
      failures = part.length > before ? 0 : failures + 1
      if (signal?.aborted || failures >= ATTEMPTS || !isPassing(error)) throw error
    }
  }
  return { digest: await part.finish(), wasTakenUp }
}

/** The bytes that are still missing. */
async function* continueFrom(
  server: Connection,
  url: string,
  part: PartFile,
  { onBytes, signal }: FetchOptions,
): AsyncGenerator<Uint8Array> {
  const response = await server.fetchSigned(url, {
    headers: part.length > 0 ? { range: `bytes=${part.length}-` } : {},
    ...(signal ? { signal } : {}),
  })
  if (part.length > 0 && response.status !== 206) {
    // Whoever answers knows no ranges: from the start again.
    onBytes?.(-part.length)
    await part.clear()
  }
  try {
    yield* response.body ?? []
  } catch (error) {
    if (signal?.aborted) throw error
    throw unreachable(url, error)
  }
}

/** A connection that broke, a server that is busy, an address that has expired: a new one may do better. */
function isPassing(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status === 403 || error.status >= 429)
}
