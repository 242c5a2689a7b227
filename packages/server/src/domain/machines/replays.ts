import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Database } from '../../db/database.ts'

/** Digests remembered here beside the table, so that a repeated request costs nothing. */
const REMEMBERED = 100_000

/**
 * Signatures that were used once. The table is shared by all servers; what is in it was signed by a known
 * hotkey, and is removed when it is too old to be used again.
 */
export class Replays {
  readonly #database: Database
  readonly #here = new LRUCache<string, true>({ max: REMEMBERED })

  constructor(database: Database) {
    this.#database = database
  }

  /** Whether this server has seen it used: a map look-up, before anything is computed. */
  isKnown(signature: string): boolean {
    return this.#here.has(digestOf(signature))
  }

  /** Uses a signature up. Exactly one of any number of requests with it gets true, on any server. */
  async use(signature: string, expiresAt: number): Promise<boolean> {
    const digest = digestOf(signature)
    if (this.#here.has(digest)) return false
    this.#here.set(digest, true)
    // What the request does commits later: it cannot outlive a power cut that this does not.
    return this.#database.writeSoon(async (trx) => {
      const { numInsertedOrUpdatedRows } = await trx
        .insertInto('seen_signature')
        .values({ digest, expires_at: expiresAt })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      return numInsertedOrUpdatedRows === 1n
    })
  }
}

/** In one spelling: hex has two. */
const digestOf = (signature: string) =>
  createHash('sha256').update(signature.toLowerCase()).digest('base64url')
