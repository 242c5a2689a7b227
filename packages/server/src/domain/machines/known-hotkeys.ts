import { LRUCache } from 'lru-cache'
import type { Database, PointQuery } from '../../db/database.ts'

/** How long an answer is trusted: what any server changes holds on all of them within this time. */
const TRUSTED_MS = 500

export interface KnownHotkey {
  address: string
  accountId: string
  kind: 'bound' | 'server'
  blockedReason: string | null
}

interface Row {
  address: string
  account_id: string
  kind: 'bound' | 'server'
  blocked_reason: string | null
}

/** Who a hotkey belongs to, asked for with every signed request: a map look-up, or one read by key. */
export class KnownHotkeys {
  readonly #findRow: PointQuery<Row>
  readonly #known = new LRUCache<string, { hotkey: KnownHotkey | undefined }>({
    max: 10_000,
    ttl: TRUSTED_MS,
  })

  constructor(database: Database) {
    this.#findRow = database.prepare<Row>('known_hotkey', (db) =>
      db
        .selectFrom('hotkey')
        .select(['address', 'account_id', 'kind', 'blocked_reason'])
        .where('address', '=', 'address'),
    )
  }

  find(address: string): KnownHotkey | undefined | Promise<KnownHotkey | undefined> {
    const known = this.#known.get(address)
    if (known) return known.hotkey
    const row = this.#findRow(address)
    return row instanceof Promise ? row.then((found) => this.#keep(address, found)) : this.#keep(address, row)
  }

  /** Whether it was found a moment ago that nobody has it. */
  isUnknown(address: string): boolean {
    const known = this.#known.get(address)
    return known !== undefined && known.hotkey === undefined
  }

  /** Called when a hotkey changes here, so that the change holds at once. */
  forget(address: string): void {
    this.#known.delete(address)
  }

  #keep(address: string, row: Row | undefined): KnownHotkey | undefined {
    const hotkey = row && {
      address: row.address,
      accountId: row.account_id,
      kind: row.kind,
      blockedReason: row.blocked_reason,
    }
    this.#known.set(address, { hotkey })
    return hotkey
  }
}
