import type { Db } from '../../../db/database.ts'
import type { ListingState } from '../../../db/tables/commerce.ts'
import { findRole } from '../../accounts/access.ts'
import { findAccountBySlug } from '../../accounts/account.ts'
import type { Caller } from '../../accounts/caller.ts'
import { complete, type Listing, selectInvitations, selectListings } from './listing.ts'

export interface ListingFilter {
  owner?: string | undefined
  asset_id?: string | undefined
  state?: ListingState | undefined
  after: string | undefined
  limit: number
}

/**
 * Listings of the caller's mode, the newest first: of an owner the caller is a member of, all; else those
 * that are published and public, and the private ones the caller was invited to.
 */
export async function listListings(
  db: Db,
  caller: Caller | undefined,
  filter: ListingFilter,
): Promise<Listing[]> {
  const { owner: slug, asset_id: assetId, state, after, limit } = filter
  const owner = slug === undefined ? undefined : await findAccountBySlug(db, slug)
  if (slug !== undefined && !owner) return []
  const role = owner && caller && (await findRole(db, caller.account.id, owner.id))
  const isMember = role !== undefined
  let query = selectListings(db).where('listing.mode', '=', caller?.mode ?? 'live')
  if (owner) query = query.where('listing.owner_id', '=', owner.id)
  if (assetId !== undefined) query = query.where('listing.artifact_id', '=', assetId)
  if (state !== undefined) query = query.where('listing.state', '=', state)
  if (after !== undefined) query = query.where('listing.id', '<', after)
  if (!isMember) {
    const accountId = caller?.account.id ?? ''
    query = query
      .where('listing.state', '=', 'published')
      .where((listing) =>
        listing.or([
          listing('listing.visibility', '=', 'public'),
          listing.and([
            listing('listing.visibility', '=', 'private'),
            listing('listing.id', 'in', selectInvitations(db, accountId)),
          ]),
        ]),
      )
  }
  const rows = await query.orderBy('listing.id', 'desc').limit(limit).execute()
  return complete(db, rows, isMember)
}
