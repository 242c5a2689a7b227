import type { Db } from '../../../db/database.ts'
import { actFor } from '../../accounts/act-for.ts'
import type { Caller } from '../../accounts/caller.ts'
import type { Money } from '../money.ts'
import { getOffer } from './offer.ts'
import { hadTrial } from './trials.ts'

export interface Quote {
  /** Nothing while a trial is to be had, or of what is paid by use. */
  dueNow: Money
  /** Of the trial that this buyer gets; 0 for none. */
  trialDays: number
  /** Whether this buyer has had the listing's trial before. */
  hadTrial: boolean
}

/**
 * What a purchase would cost this buyer now: the listing's price, or nothing where it begins with a trial that
 * they have not had.
 *
 * @param owner the slug of an organisation to buy for
 * @throws Fault as the purchase itself would
 */
export async function quotePurchase(
  db: Db,
  caller: Caller,
  { listingId, owner }: { listingId: string; owner: string | undefined },
): Promise<Quote> {
  const accountId = await actFor(db, caller, owner)
  const offer = await getOffer(db, caller, accountId, { listing_id: listingId, accept_license: true })
  const had =
    offer.trial_days > 0 &&
    (await hadTrial(db, {
      mode: offer.mode,
      artifact_id: offer.artifact_id,
      account_id: accountId,
      made_by: caller.account.id,
    }))
  const trialDays = had ? 0 : offer.trial_days
  return {
    dueNow: { currency: offer.currency, amount: trialDays > 0 ? 0 : offer.amount },
    trialDays,
    hadTrial: had,
  }
}
