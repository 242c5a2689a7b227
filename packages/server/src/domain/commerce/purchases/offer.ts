import type { Db } from '../../../db/database.ts'
import { template } from '../../../db/template.ts'
import { Fault } from '../../../fault.ts'
import type { Caller } from '../../accounts/caller.ts'
import { isOpenTo } from '../listings/listing.ts'
import { refuseField } from '../refuse-field.ts'

const offerQuery = (
  db: Db,
  { callerId, accountId, id }: { callerId: string; accountId: string; id: string },
) =>
  db
    .selectFrom('listing')
    .leftJoin('member', (join) =>
      join.onRef('member.org_id', '=', 'listing.owner_id').on('member.user_id', '=', callerId),
    )
    .leftJoin('test_clock as buyer_clock', (join) => join.on('buyer_clock.owner_id', '=', accountId))
    .leftJoin('test_clock as seller_clock', (join) =>
      join.onRef('seller_clock.owner_id', '=', 'listing.owner_id'),
    )
    .selectAll('listing')
    .select([
      'member.role',
      'buyer_clock.frozen_at as buyer_frozen',
      'seller_clock.frozen_at as seller_frozen',
    ])
    .where('listing.id', '=', id)

/** A listing that may be bought, and by whose clocks. */
export type Offer = Awaited<ReturnType<ReturnType<typeof offerQuery>['executeTakeFirstOrThrow']>>

const findOffer = template<{ callerId: string; accountId: string; id: string }, Offer>(offerQuery)

/**
 * What an account is to buy.
 *
 * @throws Fault `not_found` also for what is not for this buyer, `validation_failed`
 */
export async function getOffer(
  db: Db,
  caller: Caller,
  accountId: string,
  input: { listing_id: string; accept_license?: boolean | undefined },
): Promise<Offer> {
  const [offer] = await findOffer(db, { callerId: caller.account.id, accountId, id: input.listing_id })
  const isOwn =
    offer !== undefined &&
    (offer.role !== null || offer.owner_id === caller.account.id || offer.owner_id === accountId)
  if (!offer || offer.mode !== caller.mode || !(isOwn || (await isOpenTo(db, accountId, offer)))) {
    throw new Fault('not_found', 'there is no such listing', { field: 'listing_id' })
  }
  if (isOwn) throw refuseField('listing_id', 'is your own: nobody buys from themselves')
  if (offer.license === 'LicenseRef-Custom' && input.accept_license !== true) {
    throw refuseField('accept_license', 'must be true: read the terms of the listing first')
  }
  return offer
}
