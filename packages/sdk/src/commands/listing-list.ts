import { defineCommand } from '../cli/command.ts'
import { showPrice } from '../cli/show-listing.ts'
import { table } from '../cli/table.ts'
import { listListings } from '../commerce/listings.ts'
import { take } from '../pages.ts'

export default defineCommand({
  usage: '',
  summary: 'List what is offered, or with --owner all listings of an owner of yours',
  options: {
    owner: { type: 'string', value: 'slug', summary: 'of this owner only' },
    asset: { type: 'string', value: 'id', summary: 'of this model or dataset only' },
    limit: { type: 'string', value: 'count', summary: 'at most so many (default 100)' },
  },
  run({ values: { owner, asset, limit = '100' } }, { server }) {
    const filters = { ...(owner ? { owner } : {}), ...(asset ? { asset_id: asset } : {}) }
    return take(listListings(server, filters), Number(limit))
  },
  show: (listings) =>
    listings.length === 0
      ? 'Nothing is offered.'
      : table([
          ['ID', 'ASSET', 'TITLE', 'PRICE', 'LICENCE', 'STATE'],
          ...listings.map((listing) => [
            listing.id,
            listing.asset.slug,
            listing.title,
            showPrice(listing.pricing),
            listing.license,
            listing.state.replace('_', ' '),
          ]),
        ]),
})
