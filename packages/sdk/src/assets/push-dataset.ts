import { ApiError, type Connection } from '../client.ts'
import { createListing, publishListing } from '../commerce/listings.ts'
import { type AddedShard, addShards } from './add-shards.ts'
import { createDataset, type NewDataset } from './create-dataset.ts'
import { getAsset } from './get-asset.ts'
import { publishDataset } from './publish-dataset.ts'
import { updateAsset } from './update-asset.ts'

export interface DatasetPush
  extends Partial<Pick<NewDataset, 'license' | 'modality' | 'schema' | 'summary'>> {
  org: string
  name: string
  /** Files of this machine, and their paths in the dataset. */
  files: readonly { source: string; path: string }[]
  version?: string | undefined
  /** Shows it to everybody who is signed in, once it is there. */
  isPublic?: boolean | undefined
  /** Dollars for which everybody may buy it: it is offered as well. */
  price_usd?: string | undefined
  onProgress?: ((progress: { done: number; total: number }) => void) | undefined
  signal?: AbortSignal | undefined
}

export interface PushedDataset {
  dataset: string
  revision: string
  shards: AddedShard[]
  /** The offer, where a price was said. */
  listing_id: string | null
}

/**
 * Makes a revision of a dataset of files, one shard each, under its schema; adds the dataset where there is none
 * yet. What the server has is not sent again.
 *
 * @throws ApiError `validation_failed` for a table that does not keep the schema, and for a new dataset without
 * licence
 */
export async function pushDataset(server: Connection, push: DatasetPush): Promise<PushedDataset> {
  const { org, name, files, version, isPublic, price_usd: price, onProgress, signal, ...about } = push
  const slug = `${org}/${name}`
  const { id, license } = await addOrChange(server, { ...about, slug, name })
  const shards = await addShards(server, {
    id,
    files: files.map(({ source, path }) => ({ source, name: path })),
    onProgress,
    signal,
  })
  const revision = await publishDataset(server, id, version === undefined ? {} : { version })
  if (isPublic) await updateAsset(server, 'dataset', id, { visibility: 'public' })
  const listing_id = price === undefined ? null : await offer(server, { id, name, license, price })
  return { dataset: slug, revision: revision.version, shards, listing_id }
}

async function offer(
  server: Connection,
  { id, name, license, price }: { id: string; name: string; license: string | null; price: string },
): Promise<string> {
  if (license === null) throw new TypeError('what is offered needs a licence')
  const pricing = { model: 'one_time', price_usd: price } as const
  const listing = await createListing(server, { asset_id: id, title: name, license, pricing })
  await publishListing(server, listing.id)
  return listing.id
}

async function addOrChange(
  server: Connection,
  about: Partial<NewDataset> & Pick<NewDataset, 'slug' | 'name'>,
): Promise<{ id: string; license: string | null }> {
  const { slug, name, ...said } = about
  try {
    const { id, license } = await getAsset(server, 'dataset', slug)
    if (Object.keys(said).length > 0) await updateAsset(server, 'dataset', id, said)
    return { id, license: said.license ?? license }
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 404) throw error
    // A licence that is missing is the server's to refuse.
    return createDataset(server, { slug, name, ...said } as NewDataset)
  }
}
