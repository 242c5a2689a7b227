import { defineCommand } from '../cli/command.ts'
import { PRICE_OPTIONS, readPricing } from '../cli/price-options.ts'
import { showListing } from '../cli/show-listing.ts'
import { updateListing } from '../commerce/listings.ts'

export default defineCommand({
  usage: '<listing>',
  summary: 'Change a listing',
  details: 'A new price is for new purchases; subscriptions go on at theirs.',
  options: {
    title: { type: 'string', value: 'text', summary: 'what it is called in the shop' },
    ...PRICE_OPTIONS,
    license: { type: 'string', value: 'id', summary: 'under what it is given away' },
    summary: { type: 'string', value: 'text', summary: 'one line about it' },
    visibility: { type: 'string', value: 'public|unlisted|private', summary: 'who finds it' },
    allow: { type: 'string', value: 'slug', multiple: true, summary: 'who may see a private one' },
  },
  run({ positionals: [id = ''], values }, { server }) {
    const { title, license, visibility, summary, allow } = values
    const pricing = readPricing(values)
    return updateListing(server, id, {
      ...(title ? { title } : {}),
      ...(pricing ? { pricing } : {}),
      ...(license ? { license } : {}),
      ...(summary ? { short_description: summary } : {}),
      ...(allow ? { allow_list: allow } : {}),
      ...(visibility ? { visibility: visibility as 'public' } : {}),
    })
  },
  show: showListing,
})
