import type { ListingChange } from '../commerce/listings.ts'
import { PRICE_OPTIONS, readCount, readPricing } from './price-options.ts'
import { readTextFile } from './read-text-file.ts'

/** What can be said of a listing on the command line, of a new one and of one that is changed. */
export const LISTING_OPTIONS = {
  title: { type: 'string', value: 'text', summary: 'what it is called in the shop' },
  ...PRICE_OPTIONS,
  license: {
    type: 'string',
    value: 'id',
    summary: 'SPDX, ND-Commercial-Single-Seat, ND-Commercial-Team, LicenseRef-Custom',
  },
  'license-text': { type: 'string', value: 'file', summary: 'the terms, for LicenseRef-Custom' },
  seats: { type: 'string', value: 'count', summary: 'of a team licence' },
  summary: { type: 'string', value: 'text', summary: 'one line about it' },
  description: { type: 'string', value: 'file', summary: 'its page, in Markdown, for example LISTING.md' },
  tag: { type: 'string', value: 'tag', multiple: true, summary: 'a word to find it by' },
  visibility: { type: 'string', value: 'public|unlisted|private', summary: 'who finds it (default public)' },
  allow: { type: 'string', value: 'slug', multiple: true, summary: 'who may see and buy a private one' },
} as const

type Values = {
  [Name in keyof typeof LISTING_OPTIONS]?:
    | ((typeof LISTING_OPTIONS)[Name] extends { multiple: true } ? string[] : string)
    | undefined
}

/** What was said, as the SDK takes it. */
export async function readListing(values: Values): Promise<ListingChange> {
  const { title, license, summary, description, tag, visibility, allow, seats } = values
  const pricing = readPricing(values)
  return {
    ...(title && { title }),
    ...(pricing && { pricing }),
    ...(license && { license }),
    ...(values['license-text'] && { license_text: await readTextFile(values['license-text']) }),
    ...(seats && { seats: readCount('--seats', seats) }),
    ...(summary && { short_description: summary }),
    ...(description && { description: await readTextFile(description) }),
    ...(tag && { tags: tag }),
    ...(allow && { allow_list: allow }),
    // Which there are is the server's to say.
    ...(visibility && { visibility: visibility as 'public' }),
  }
}
