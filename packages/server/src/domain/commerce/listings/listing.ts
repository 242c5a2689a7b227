import type { Selectable } from 'kysely'
import type { Db } from '../../../db/database.ts'
import type { ListingMediaTable, ListingTable } from '../../../db/tables/commerce.ts'
import type { ArtifactKind } from '../../../db/tables.ts'
import { Fault } from '../../../fault.ts'
import { findRole, isAtLeast } from '../../accounts/access.ts'
import type { Caller } from '../../accounts/caller.ts'

export type ListingRow = Selectable<ListingTable>

/** A listing with what its page shows of its owner and its asset. */
export interface Listing extends ListingRow {
  owner_slug: string
  asset_kind: ArtifactKind
  asset_name: string
  asset_owner_slug: string
  media: Selectable<ListingMediaTable>[]
  /** Slugs; undefined for who is not of its owner. */
  allowList: string[] | undefined
}

export const selectListings = (db: Db) =>
  db
    .selectFrom('listing')
    .innerJoin('account as owner', 'owner.id', 'listing.owner_id')
    .innerJoin('artifact', 'artifact.id', 'listing.artifact_id')
    .innerJoin('account as asset_owner', 'asset_owner.id', 'artifact.owner_id')
    .selectAll('listing')
    .select([
      'owner.slug as owner_slug',
      'artifact.kind as asset_kind',
      'artifact.name as asset_name',
      'asset_owner.slug as asset_owner_slug',
    ])

type JoinedRow = ListingRow & Omit<Listing, keyof ListingRow | 'media' | 'allowList'>

/** Adds the galleries, and the lists of who may see them where the reader may know. */
export async function complete(
  db: Db,
  rows: readonly JoinedRow[],
  showsViewers: boolean,
): Promise<Listing[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const media = await db
    .selectFrom('listing_media')
    .selectAll()
    .where('listing_id', 'in', ids)
    .orderBy('position')
    .execute()
  const viewers = showsViewers
    ? await db
        .selectFrom('listing_viewer')
        .innerJoin('account', 'account.id', 'listing_viewer.account_id')
        .select(['listing_id', 'account.slug'])
        .where('listing_id', 'in', ids)
        .orderBy('account.slug')
        .execute()
    : []
  return rows.map((row) => ({
    ...row,
    media: media.filter(({ listing_id }) => listing_id === row.id),
    allowList: showsViewers
      ? viewers.filter(({ listing_id }) => listing_id === row.id).map(({ slug }) => slug)
      : undefined,
  }))
}

const notFound = () => new Fault('not_found', 'there is no such listing')

/**
 * A listing that the caller may see: its owner's members always, everybody else while it is published, a
 * private one only when they, or an organisation of theirs, are on its list. Nobody sees one of the other mode.
 *
 * @throws Fault `not_found`
 */
export async function getListing(db: Db, caller: Caller | undefined, id: string): Promise<Listing> {
  const row = await selectListings(db).where('listing.id', '=', id).executeTakeFirst()
  if (!row || row.mode !== (caller?.mode ?? 'live')) throw notFound()
  const role = caller && (await findRole(db, caller.account.id, row.owner_id))
  const maySee =
    role !== undefined ||
    caller?.account.isAdmin ||
    (await isOpenTo(db, caller?.account.id, row)) ||
    (await isInvitedTo(db, caller?.account.id, row))
  if (!maySee) throw notFound()
  const [listing] = await complete(db, [row], role !== undefined)
  return listing!
}

/** The private listings that somebody was invited to, also by way of an organisation of theirs. */
export const selectInvitations = (db: Pick<Db, 'selectFrom'>, accountId: string) =>
  db
    .selectFrom('listing_viewer')
    .select('listing_viewer.listing_id')
    .where((viewer) =>
      viewer.or([
        viewer('listing_viewer.account_id', '=', accountId),
        viewer(
          'listing_viewer.account_id',
          'in',
          viewer.selectFrom('member').select('org_id').where('user_id', '=', accountId),
        ),
      ]),
    )

async function isInvitedTo(
  db: Db,
  accountId: string | undefined,
  { id, state }: ListingRow,
): Promise<boolean> {
  if (accountId === undefined || state !== 'published') return false
  const invited = await selectInvitations(db, accountId)
    .where('listing_viewer.listing_id', '=', id)
    .executeTakeFirst()
  return invited !== undefined
}

/** Whether who is no member of its owner may buy a listing; whoever may do that for somebody may see it. */
export async function isOpenTo(
  db: Db,
  accountId: string | undefined,
  listing: Pick<ListingRow, 'id' | 'state' | 'visibility'>,
): Promise<boolean> {
  if (listing.state !== 'published') return false
  if (listing.visibility !== 'private') return true
  if (accountId === undefined) return false
  const viewer = await db
    .selectFrom('listing_viewer')
    .select('account_id')
    .where('listing_id', '=', listing.id)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return viewer !== undefined
}

/**
 * A listing that the caller may change.
 *
 * @throws Fault `not_found` for who may not see it, `forbidden` for who may
 */
export async function getListingToChange(db: Db, caller: Caller, id: string): Promise<Listing> {
  const listing = await getListing(db, caller, id)
  const role = await findRole(db, caller.account.id, listing.owner_id)
  if (isAtLeast(role, 'admin')) return listing
  throw new Fault('forbidden', `only admins of "${listing.owner_slug}" may do this`)
}
