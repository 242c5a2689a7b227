import type { Db } from '../../../db/database.ts'

/** What a purchase is about, in the words people know it by. */
export interface PurchaseParties {
  title: string
  asset: { kind: 'model' | 'dataset'; slug: string }
  buyer: string
  seller: string
}

/** The listing, asset, buyer and seller of some purchases, or of the invoices that purchases pay, by their id. */
export async function nameParties(
  db: Db,
  things: readonly { id: string }[],
  key: 'id' | 'invoice_id' = 'id',
): Promise<Map<string, PurchaseParties>> {
  if (things.length === 0) return new Map()
  const rows = await db
    .selectFrom('purchase')
    .innerJoin('listing', 'listing.id', 'purchase.listing_id')
    .innerJoin('artifact', 'artifact.id', 'purchase.artifact_id')
    .innerJoin('account as owner', 'owner.id', 'artifact.owner_id')
    .innerJoin('account as buyer', 'buyer.id', 'purchase.account_id')
    .innerJoin('account as seller', 'seller.id', 'purchase.seller_id')
    .select([
      `purchase.${key} as id`,
      'listing.title',
      'artifact.kind',
      'artifact.name',
      'owner.slug as owner',
      'buyer.slug as buyer',
      'seller.slug as seller',
    ])
    .where(
      `purchase.${key}`,
      'in',
      things.map(({ id }) => id),
    )
    .execute()
  return new Map(
    rows.map(({ id, title, kind, name, owner, buyer, seller }) => [
      id!,
      { title, asset: { kind, slug: `${owner}/${name}` }, buyer, seller },
    ]),
  )
}
