import type { Database, Trx } from '../../../db/database.ts'
import type { ListingState } from '../../../db/tables/commerce.ts'
import { Fault } from '../../../fault.ts'
import type { Caller } from '../../accounts/caller.ts'
import { clockNow } from '../../events/clock.ts'
import { recordEvent } from '../../events/record-event.ts'
import { getListing, getListingToChange, type Listing } from './listing.ts'
import { refreshPrice } from './refresh-price.ts'

/** What can be done to a listing, from which states, and by whom. */
const STEPS = {
  publish: { from: ['draft', 'unpublished'], to: 'published', by: 'seller' },
  unpublish: { from: ['published', 'in_review'], to: 'unpublished', by: 'seller' },
  archive: { from: ['draft', 'in_review', 'published', 'unpublished'], to: 'archived', by: 'seller' },
  approve: { from: ['in_review'], to: 'published', by: 'house' },
  reject: { from: ['in_review'], to: 'draft', by: 'house' },
  suspend: { from: ['published', 'in_review', 'unpublished', 'draft'], to: 'suspended', by: 'house' },
  reinstate: { from: ['suspended'], to: 'unpublished', by: 'house' },
} as const satisfies Record<
  string,
  { from: readonly ListingState[]; to: ListingState; by: 'seller' | 'house' }
>

export type ListingStep = keyof typeof STEPS

/**
 * Publishes a listing, takes it down, puts it away for good; or, as an administrator of the installation,
 * approves, rejects, suspends and reinstates one. What was bought stays bought.
 *
 * A licence of the seller's own is looked at by an administrator before it can be bought: publishing such a
 * listing puts it in review. A step that has been taken already changes nothing.
 *
 * @throws Fault `conflict` from a state the step does not start from, `forbidden`, `not_found`;
 * `validation_failed` when there is no version to sell yet
 */
export async function setListingState(
  database: Database,
  caller: Caller,
  id: string,
  step: ListingStep,
): Promise<Listing> {
  const { by } = STEPS[step]
  if (by === 'house' && !caller.account.isAdmin) {
    await getListing(database.read, caller, id)
    throw new Fault('forbidden', `only administrators of this installation may ${step} a listing`)
  }
  const listing =
    by === 'house'
      ? await getListing(database.read, caller, id)
      : await getListingToChange(database.read, caller, id)
  const now = await clockNow(database.read, listing.owner_id, listing.mode)
  await database.write((trx) => take(trx, listing, step, now))
  return getListing(database.read, caller, id)
}

async function take(trx: Trx, listing: Listing, step: ListingStep, now: number): Promise<void> {
  // First, since it holds the artifact: no version of it is deleted meanwhile, no other listing changes.
  await refreshPrice(trx, listing.artifact_id)
  const { from } = STEPS[step]
  const { state } = await trx
    .selectFrom('listing')
    .select('state')
    .where('id', '=', listing.id)
    .executeTakeFirstOrThrow()
  const needsReview = step === 'publish' && listing.license === 'LicenseRef-Custom'
  const to: ListingState = needsReview ? 'in_review' : STEPS[step].to
  if (state === to || (step === 'publish' && state === 'in_review')) return
  if (!(from as readonly ListingState[]).includes(state)) {
    throw new Fault('conflict', `a listing that is ${state} cannot be ${to.replace('_', ' ')}`)
  }
  if (to === 'published' || to === 'in_review') await requireVersion(trx, listing)
  await trx
    .updateTable('listing')
    .set({ state: to, updated_at: now, ...(to === 'published' ? { published_at: now } : {}) })
    .where('id', '=', listing.id)
    .execute()
  await refreshPrice(trx, listing.artifact_id)
  const type =
    to === 'published' ? 'listing.published' : state === 'published' ? 'listing.unpublished' : undefined
  if (type === undefined) return
  await recordEvent(trx, {
    ownerId: listing.owner_id,
    mode: listing.mode,
    type,
    now,
    data: {
      id: listing.id,
      asset_id: listing.artifact_id,
      title: listing.title,
      state: to,
      visibility: listing.visibility,
      price: { currency: listing.currency, amount: listing.amount, model: listing.pricing_model },
    },
  })
}

async function requireVersion(trx: Trx, listing: Listing): Promise<void> {
  const version = await trx
    .selectFrom('version')
    .select('id')
    .where('artifact_id', '=', listing.artifact_id)
    .where('state', '=', 'published')
    .limit(1)
    .executeTakeFirst()
  if (version) return
  throw new Fault(
    'validation_failed',
    `${listing.asset_owner_slug}/${listing.asset_name} has no published version to sell`,
    {
      field: 'asset_id',
    },
  )
}
