import { defineCommand, UsageError } from '../cli/command.ts'
import { PRICE_OPTIONS, readPricing } from '../cli/price-options.ts'
import { showListing } from '../cli/show-listing.ts'
import { createListing, publishListing } from '../commerce/listings.ts'

export default defineCommand({
  usage: '<asset>',
  summary: 'Offer a model or dataset of yours',
  details:
    'The asset is org/name of a model, or the id of a model or dataset. For example:\n' +
    'listing create acme/grasp-policy --title "Grasp policy" --price 49 --license MIT --publish',
  options: {
    title: { type: 'string', value: 'text', summary: 'what it is called in the shop' },
    ...PRICE_OPTIONS,
    license: {
      type: 'string',
      value: 'id',
      summary: 'SPDX, ND-Commercial-Single-Seat, ND-Commercial-Team, …',
    },
    seats: { type: 'string', value: 'count', summary: 'of a team licence' },
    summary: { type: 'string', value: 'text', summary: 'one line about it' },
    tag: { type: 'string', value: 'tag', multiple: true, summary: 'a word to find it by' },
    visibility: {
      type: 'string',
      value: 'public|unlisted|private',
      summary: 'who finds it (default public)',
    },
    allow: { type: 'string', value: 'slug', multiple: true, summary: 'who may see a private one' },
    publish: { type: 'boolean', summary: 'at once' },
  },
  async run({ positionals: [asset = ''], values }, { server }) {
    const { title, license, visibility } = values
    if (!title) throw new UsageError('--title is missing: what it is called in the shop.')
    if (!license) throw new UsageError('--license is missing, for example --license MIT.')
    const pricing = readPricing(values)
    if (!pricing) throw new UsageError('--price is missing, in dollars: --price 49, or --per-unit 0.0008.')
    const listing = await createListing(server, {
      asset_id: asset,
      title,
      license,
      pricing,
      ...(values.seats ? { seats: Number(values.seats) } : {}),
      ...(values.summary ? { short_description: values.summary } : {}),
      ...(values.tag ? { tags: values.tag } : {}),
      ...(values.allow ? { allow_list: values.allow } : {}),
      // Which there are is the server's to say.
      ...(visibility ? { visibility: visibility as 'public' } : {}),
    })
    return values.publish ? publishListing(server, listing.id) : listing
  },
  show: showListing,
})
