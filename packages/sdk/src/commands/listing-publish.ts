import { defineCommand } from '../cli/command.ts'
import { showListing } from '../cli/show-listing.ts'
import { publishListing } from '../commerce/listings.ts'

export default defineCommand({
  usage: '<listing>',
  summary: 'Offer a listing',
  options: {},
  run: ({ positionals: [id = ''] }, { server }) => publishListing(server, id),
  show: showListing,
})
