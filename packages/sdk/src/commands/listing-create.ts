import { defineCommand, UsageError } from '../cli/command.ts'
import { LISTING_OPTIONS, readListing } from '../cli/listing-options.ts'
import { showListing } from '../cli/show-listing.ts'
import { createListing, publishListing } from '../commerce/listings.ts'

export default defineCommand({
  usage: '<asset>',
  summary: 'Offer a model or dataset of yours',
  details:
    'The asset is org/name of a model, or the id of a model or dataset. For example:\n' +
    'listing create acme/grasp-policy --title "Grasp policy" --price 49 --license MIT --publish',
  options: { ...LISTING_OPTIONS, publish: { type: 'boolean', summary: 'at once' } },
  async run({ positionals: [asset = ''], values }, { server }) {
    const { title, license, pricing, ...rest } = await readListing(values)
    if (!title) throw new UsageError('--title is missing: what it is called in the shop.')
    if (!license) throw new UsageError('--license is missing, for example --license MIT.')
    if (!pricing) throw new UsageError('--price is missing, in dollars: --price 49, or --per-unit 0.0008.')
    const listing = await createListing(server, { asset_id: asset, title, license, pricing, ...rest })
    return values.publish ? publishListing(server, listing.id) : listing
  },
  show: showListing,
})
