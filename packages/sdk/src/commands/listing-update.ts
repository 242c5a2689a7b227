import { defineCommand } from '../cli/command.ts'
import { LISTING_OPTIONS, readListing } from '../cli/listing-options.ts'
import { showListing } from '../cli/show-listing.ts'
import { updateListing } from '../commerce/listings.ts'

export default defineCommand({
  usage: '<listing>',
  summary: 'Change a listing',
  details: 'A new price is for new purchases; subscriptions go on at theirs.',
  options: LISTING_OPTIONS,
  run: async ({ positionals: [id = ''], values }, { server }) =>
    updateListing(server, id, await readListing(values)),
  show: showListing,
})
