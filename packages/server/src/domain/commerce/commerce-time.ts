import type { Db } from '../../db/database.ts'
import type { KeyMode } from '../../db/tables.ts'

/** What time it is between two parties. */
export interface CommerceTime {
  /** Of what they do together: the buyer's test clock, else the seller's, else the real time. */
  now: number
  /** The buyer's own: what of their balance is available. */
  buyerNow: number
  /** The seller's own: when their money becomes available, and their events happen. */
  sellerNow: number
  /** Whose test clock `now` is, if anybody's. */
  clockOwner: string | null
}

/** @param frozen what the test clocks of the two say, where they have one */
export function timeBetween(
  buyer: { id: string; frozen: number | null | undefined },
  seller: { id: string; frozen: number | null | undefined },
): CommerceTime {
  const real = Date.now()
  return {
    now: buyer.frozen ?? seller.frozen ?? real,
    buyerNow: buyer.frozen ?? real,
    sellerNow: seller.frozen ?? real,
    clockOwner: buyer.frozen != null ? buyer.id : seller.frozen != null ? seller.id : null,
  }
}

export async function commerceTime(
  db: Db,
  mode: KeyMode,
  buyerId: string,
  sellerId: string,
): Promise<CommerceTime> {
  const clocks =
    mode === 'live'
      ? []
      : await db
          .selectFrom('test_clock')
          .select(['owner_id', 'frozen_at'])
          .where('owner_id', 'in', [buyerId, sellerId])
          .execute()
  const frozen = (id: string) => clocks.find(({ owner_id: owner }) => owner === id)?.frozen_at
  return timeBetween({ id: buyerId, frozen: frozen(buyerId) }, { id: sellerId, frozen: frozen(sellerId) })
}
