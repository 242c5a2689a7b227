import { defineCommand } from '../cli/command.ts'
import { showListing } from '../cli/show-listing.ts'
import { unpublishListing } from '../commerce/listings.ts'

export default defineCommand({
  usage: '<listing>',
  summary: 'Take a listing down; what was bought stays bought',
  options: {},
  run: ({ positionals: [id = ''] }, { server }) => unpublishListing(server, id),
  show: showListing,
})
