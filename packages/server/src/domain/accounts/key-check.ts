import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import type { Database } from '../../db/database.ts'
import { Fault } from '../../fault.ts'
import { toAccount } from './account.ts'
import type { Caller } from './caller.ts'
import { findKeyBySecret, toApiKey } from './keys.ts'

/** How long an answer is trusted: a key revoked on any server stops working everywhere within this time. */
const TRUSTED_MS = 500

/** How exactly the last use of a key is known. */
const LAST_USE_MS = 60_000

interface Known {
  caller: Caller
  expiresAt: number | null
  checkedAt: number
}

/**
 * Checks API keys. A hot key costs one map look-up; its row is read again twice a second.
 */
export class KeyCheck {
  readonly #database: Database
  readonly #log: Logger
  readonly #known = new LRUCache<string, Known>({ max: 10_000 })
  /** Reads under way: a hundred requests with the same key wait for one. */
  readonly #reading = new Map<string, Promise<Caller>>()
  /** Grows with every `forget`: a read that began before it must not be remembered after it. */
  #generation = 0
  /** When each key's use was last written down, here. */
  readonly #recordedAt = new LRUCache<string, number>({ max: 10_000 })

  constructor(database: Database, log: Logger) {
    this.#database = database
    this.#log = log
  }

  /**
   * The caller a secret stands for: at once when it was checked a moment ago, else after one read.
   *
   * @throws Fault `unauthorized`, `key_revoked` or `key_expired`
   */
  check(secret: string): Caller | Promise<Caller> {
    // By the secret itself, which is in memory with the request anyway: hashing it would cost more than the rest.
    const known = this.#known.get(secret)
    const now = Date.now()
    if (known && now - known.checkedAt < TRUSTED_MS && (known.expiresAt === null || now < known.expiresAt)) {
      return known.caller
    }
    let reading = this.#reading.get(secret)
    if (!reading) {
      reading = this.#read(secret, now).finally(() => this.#reading.delete(secret))
      this.#reading.set(secret, reading)
    }
    return reading
  }

  /** Forgets every answer: called when keys or accounts change here, so that the change holds at once. */
  forget(): void {
    this.#generation++
    this.#known.clear()
    this.#reading.clear()
  }

  async #read(secret: string, now: number): Promise<Caller> {
    const generation = this.#generation
    this.#known.delete(secret)
    const row = await findKeyBySecret(this.#database.read, secret)
    if (!row) throw new Fault('unauthorized', 'this API key is not known here')
    if (row.revoked_at !== null) throw new Fault('key_revoked', 'this API key was revoked')
    if (row.expires_at !== null && row.expires_at <= now) {
      throw new Fault('key_expired', 'this API key has expired')
    }
    const account = await this.#database.read
      .selectFrom('account')
      .selectAll()
      .where('id', '=', row.account_id)
      .executeTakeFirstOrThrow()
    const { scopes, limits, mode } = toApiKey(row)
    const caller: Caller = { account: toAccount(account), keyId: row.id, mode, scopes, limits }
    if (generation === this.#generation)
      this.#known.set(secret, { caller, expiresAt: row.expires_at, checkedAt: now })
    this.#recordUse(row.id, Math.max(row.last_used_at ?? 0, this.#recordedAt.get(row.id) ?? 0), now)
    return caller
  }

  /** Beside the request: nobody waits for it, and nothing fails when it does. */
  #recordUse(keyId: string, last: number, now: number): void {
    if (now - last < LAST_USE_MS) return
    this.#recordedAt.set(keyId, now)
    this.#database
      .write((trx) =>
        trx
          .updateTable('api_key')
          .set({ last_used_at: now })
          .where('id', '=', keyId)
          .where((where) => where.or([where('last_used_at', 'is', null), where('last_used_at', '<', now)]))
          .execute(),
      )
      .catch((error: unknown) => this.#log.warn({ err: error, key: keyId }, 'its last use was not written'))
  }
}
