import type { Connection } from './client.ts'
import { linesOf } from './lines-of.ts'

/** Something wrong with the store: bytes recorded but gone, not those of their name, or recorded by nobody. */
export interface FsckFinding {
  event: 'missing' | 'damaged' | 'orphan'
  sha256: string
  /** Bytes. */
  size: number
  /** Versions that hold it, `owner/name@version`; the first 20. */
  versions: string[]
  repaired: boolean
}

/** How far the check is, and with `done` what it came to. */
export interface FsckTotals {
  event: 'progress' | 'done'
  blobs: number
  bytes: number
  missing: number
  damaged: number
  orphan: number
  repaired: number
}

export interface FsckOptions {
  /** Clears away what is wrong; bytes that are lost can then be pushed again. */
  repair?: boolean | undefined
  /** Reads every byte (the default), or only compares sizes. */
  hash?: boolean | undefined
  signal?: AbortSignal | undefined
}

/**
 * Has the server check that every record has its bytes, and that all bytes are those of their name; as an
 * administrator. What it finds comes as it is found, and last the totals.
 *
 * @throws Error when the check broke off
 */
export async function* fsck(
  server: Connection,
  { repair = false, hash = true, signal }: FsckOptions = {},
): AsyncGenerator<FsckFinding | FsckTotals> {
  const response = await server.fetch('/v1/fsck', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ repair, hash }),
    ...(signal ? { signal } : {}),
  })
  let isDone = false
  for await (const line of linesOf(response)) {
    const event = JSON.parse(line) as FsckFinding | FsckTotals
    if (event.event === 'done') isDone = true
    yield event
  }
  if (!isDone) throw new Error('the check broke off: see the log of the server')
}
