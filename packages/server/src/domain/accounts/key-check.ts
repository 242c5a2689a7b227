import { LRUCache } from 'lru-cache'
import type { Database } from '../../db/database.ts'
import { Fault } from '../../fault.ts'
import { toAccount } from './account.ts'
import type { Caller } from './caller.ts'
import { findKeyBySecret } from './keys.ts'
import { sha256 } from './secrets.ts'

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
 * Checks API keys. A hot key costs one hash and one map look-up; its row is read again twice a second.
 */
export class KeyCheck {
  readonly #database: Database
  readonly #known = new LRUCache<string, Known>({ max: 10_000 })

  constructor(database: Database) {
    this.#database = database
  }

  /** The caller a secret stands for: at once when it was checked a moment ago, else after one read. */
  check(secret: string): Caller | Promise<Caller> {
    const id = sha256(secret)
    const known = this.#known.get(id)
    const now = Date.now()
    if (known && now - known.checkedAt < TRUSTED_MS && (known.expiresAt === null || now < known.expiresAt)) {
      return known.caller
    }
    return this.#read(id, secret, now)
  }

  async #read(id: string, secret: string, now: number): Promise<Caller> {
    this.#known.delete(id)
    const key = await findKeyBySecret(this.#database.read, secret)
    if (!key) throw new Fault('unauthorized', 'this API key is not known here')
    if (key.revoked_at !== null) throw new Fault('key_revoked', 'this API key was revoked')
    if (key.expires_at !== null && key.expires_at <= now) {
      throw new Fault('key_expired', 'this API key has expired')
    }
    const account = await this.#database.read
      .selectFrom('account')
      .selectAll()
      .where('id', '=', key.account_id)
      .executeTakeFirstOrThrow()
    const caller: Caller = {
      account: toAccount(account),
      keyId: key.id,
      mode: key.mode,
      scopes: JSON.parse(key.scopes),
    }
    this.#known.set(id, { caller, expiresAt: key.expires_at, checkedAt: now })
    if (now - (key.last_used_at ?? 0) > LAST_USE_MS) await this.#recordUse(key.id, now)
    return caller
  }

  async #recordUse(keyId: string, now: number): Promise<void> {
    await this.#database.write((trx) =>
      trx.updateTable('api_key').set({ last_used_at: now }).where('id', '=', keyId).execute(),
    )
  }
}
