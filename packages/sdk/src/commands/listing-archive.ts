import { defineCommand } from '../cli/command.ts'
import { showListing } from '../cli/show-listing.ts'
import { archiveListing } from '../commerce/listings.ts'

export default defineCommand({
  usage: '<listing>',
  summary: 'Put a listing away for good',
  options: {},
  run: ({ positionals: [id = ''] }, { server }) => archiveListing(server, id),
  show: showListing,
})
