import { hash } from 'node:crypto'
import type { FoundArtifact } from '../../domain/artifacts/find-artifact.ts'
import type { ArtifactStamp } from '../../domain/artifacts/find-stamp.ts'

/** How much memory one kind of answer may take. */
const MAX_BYTES = 32 * 1024 * 1024

/** A ready answer, and the tag a client may ask with next time. */
export interface KeptBody {
  text: string
  etag: string
}

/** Writes out what is to be answered. */
export function writeBody(content: unknown): KeptBody {
  const text = JSON.stringify(content)
  return { text, etag: `"${hash('sha256', text, 'base64url').slice(0, 22)}"` }
}

interface Entry extends KeptBody {
  change: number
  ownerSlug: string
  bytes: number
}

/**
 * Answers about artifacts, written out and kept until the artifact changes.
 *
 * Whoever asks has read the artifact's row in the same request, and an answer counts only for the `change`
 * found there: so it is never older than the database, whichever server changed it. Nothing may be kept
 * here that depends on who asks, or on what does not raise `change`.
 */
export class KeptBodies {
  /** The oldest first: what was kept first goes first when there is no more room. */
  readonly #entries = new Map<string, Entry>()
  #bytes = 0

  /** The answer kept for an artifact as it is now, its name spelled with this owner. */
  find({ id, change }: ArtifactStamp, ownerSlug: string): KeptBody | undefined {
    const entry = this.#entries.get(id)
    return entry && entry.change === change && entry.ownerSlug === ownerSlug ? entry : undefined
  }

  keep({ artifact: { id, change }, ownerSlug }: FoundArtifact, body: KeptBody): KeptBody {
    const { text } = body
    // A character takes two bytes at most; the rest of an entry about 300.
    const entry = { ...body, change, ownerSlug, bytes: 2 * text.length + 300 }
    this.#drop(id)
    this.#entries.set(id, entry)
    this.#bytes += entry.bytes
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= MAX_BYTES) break
      this.#drop(oldest)
    }
    return entry
  }

  #drop(id: string): void {
    this.#bytes -= this.#entries.get(id)?.bytes ?? 0
    this.#entries.delete(id)
  }
}
