import type { BlobStore } from '../../../blobs/blob-store.ts'
import type { Database, Db, Trx } from '../../../db/database.ts'
import type { Visibility } from '../../../db/tables/commerce.ts'
import { Fault } from '../../../fault.ts'
import { newId } from '../../../ids.ts'
import { requireRole } from '../../accounts/access.ts'
import type { Caller } from '../../accounts/caller.ts'
import { clockNow } from '../../events/clock.ts'
import { refuseField } from '../refuse-field.ts'
import { checkGallery, type MediaInput, setGallery } from './gallery.ts'
import { checkLicence } from './licence.ts'
import { getListing, getListingToChange, type Listing } from './listing.ts'
import { checkPricing, type PricingInput } from './pricing.ts'
import { refreshPrice } from './refresh-price.ts'

interface Fields {
  title: string
  short_description?: string | undefined
  description?: string | undefined
  pricing: PricingInput
  license: string
  license_text?: string | undefined
  seats?: number | undefined
  tags?: string[] | undefined
  gallery?: MediaInput[] | undefined
  visibility?: Visibility | undefined
  /** Slugs of who may see a private listing. */
  allow_list?: string[] | undefined
}

export interface NewListing extends Fields {
  /** A model's or dataset's id, or `owner/name` of a model. */
  asset_id: string
}

export type ListingChange = { [Name in keyof Fields]?: Fields[Name] | undefined }

interface Shop {
  database: Database
  blobs: BlobStore
}

/**
 * Makes a listing for an artifact, as a draft. Several may offer the same one.
 *
 * @throws Fault `not_found` for an artifact the caller is no member of, `forbidden` below the role admin,
 * `validation_failed`
 */
export async function createListing(shop: Shop, caller: Caller, input: NewListing): Promise<Listing> {
  const { database } = shop
  const asset = await findAsset(database.read, input.asset_id)
  if (!asset) throw refuseField('asset_id', 'there is no such model or dataset of yours')
  await requireRole(database.read, caller.account.id, asset.owner_id, 'admin').catch((error: unknown) => {
    // What others have, they may offer; a stranger does not learn whether it is there.
    if (error instanceof Fault && error.code === 'not_found') throw refuseAsset()
    throw error
  })
  const id = newId('lst')
  const owner = { accountId: caller.account.id, ownerId: asset.owner_id }
  const media = await checkGallery(shop, owner, input.gallery ?? [])
  const viewers = await findViewers(database.read, input.allow_list ?? [])
  const now = await clockNow(database.read, asset.owner_id, caller.mode)
  const values = {
    title: input.title,
    short_description: input.short_description ?? null,
    description: input.description ?? null,
    ...pricingColumns(input.pricing),
    ...checkLicence(input.license, input.seats, input.license_text),
    tags: JSON.stringify(input.tags ?? []),
    visibility: input.visibility ?? 'public',
  }
  await database.write(async (trx) => {
    await trx
      .insertInto('listing')
      .values({
        id,
        owner_id: asset.owner_id,
        mode: caller.mode,
        artifact_id: asset.id,
        ...values,
        state: 'draft',
        published_at: null,
        created_at: now,
        updated_at: now,
      })
      .execute()
    await setGallery(trx, id, media)
    await setViewers(trx, id, viewers)
  })
  return getListing(database.read, caller, id)
}

const refuseAsset = () => new Fault('not_found', 'there is no such model or dataset', { field: 'asset_id' })

/**
 * Changes a listing. A new price is for new purchases: what was bought keeps the price it was bought at, and
 * so do subscriptions.
 */
export async function changeListing(
  shop: Shop,
  caller: Caller,
  id: string,
  change: ListingChange,
): Promise<Listing> {
  const { database } = shop
  const before = await getListingToChange(database.read, caller, id)
  if (before.state === 'archived') throw new Fault('conflict', 'an archived listing cannot be changed')
  const owner = { accountId: caller.account.id, ownerId: before.owner_id }
  const media = change.gallery && (await checkGallery(shop, owner, change.gallery))
  const viewers = change.allow_list && (await findViewers(database.read, change.allow_list))
  const now = await clockNow(database.read, before.owner_id, before.mode)
  const license = change.license ?? before.license
  const isSameLicence = license === before.license
  await database.write(async (trx) => {
    await refreshAfter(trx, before.artifact_id, async () => {
      const changed = await trx
        .updateTable('listing')
        .set({
          updated_at: now,
          ...(change.title === undefined ? {} : { title: change.title }),
          ...(change.short_description === undefined ? {} : { short_description: change.short_description }),
          ...(change.description === undefined ? {} : { description: change.description }),
          ...(change.pricing === undefined ? {} : pricingColumns(change.pricing)),
          ...checkLicence(
            license,
            change.seats ?? (isSameLicence ? (before.seats ?? undefined) : undefined),
            change.license_text ?? (isSameLicence ? (before.license_text ?? undefined) : undefined),
          ),
          ...(change.tags === undefined ? {} : { tags: JSON.stringify(change.tags) }),
          ...(change.visibility === undefined ? {} : { visibility: change.visibility }),
        })
        .where('id', '=', id)
        .where('state', '!=', 'archived')
        .returning('id')
        .executeTakeFirst()
      if (!changed) throw new Fault('conflict', 'an archived listing cannot be changed')
      if (media) await setGallery(trx, id, media)
      if (viewers) await setViewers(trx, id, viewers)
    })
  })
  return getListing(database.read, caller, id)
}

async function refreshAfter(trx: Trx, artifactId: string, work: () => Promise<void>): Promise<void> {
  await work()
  await refreshPrice(trx, artifactId)
}

function pricingColumns(input: PricingInput) {
  const pricing = checkPricing(input)
  return {
    pricing_model: pricing.model,
    currency: pricing.currency,
    amount: pricing.amount,
    unit_amount_decimal: pricing.unitAmountDecimal,
    period: pricing.period,
    trial_days: pricing.trialDays,
    unit: pricing.unit,
    included_units: pricing.includedUnits,
  }
}

async function findAsset(db: Db, idOrName: string) {
  const [owner = '', name] = idOrName.split('/')
  const query = db.selectFrom('artifact').select(['artifact.id', 'artifact.owner_id'])
  if (name === undefined) return query.where('artifact.id', '=', idOrName).executeTakeFirst()
  return query
    .innerJoin('account', 'account.id', 'artifact.owner_id')
    .where('account.slug', '=', owner)
    .where('artifact.name', '=', name)
    .orderBy('artifact.kind', 'desc')
    .limit(1)
    .executeTakeFirst()
}

async function findViewers(db: Db, slugs: readonly string[]): Promise<string[]> {
  if (slugs.length === 0) return []
  const rows = await db.selectFrom('account').select(['id', 'slug']).where('slug', 'in', slugs).execute()
  const unknown = slugs.find((slug) => !rows.some((row) => row.slug === slug))
  if (unknown !== undefined) throw refuseField('allow_list', `there is no account "${unknown}"`)
  return rows.map(({ id }) => id)
}

async function setViewers(trx: Trx, listingId: string, accountIds: readonly string[]): Promise<void> {
  await trx.deleteFrom('listing_viewer').where('listing_id', '=', listingId).execute()
  const rows = accountIds.map((accountId) => ({ listing_id: listingId, account_id: accountId }))
  if (rows.length > 0) await trx.insertInto('listing_viewer').values(rows).execute()
}
