import { answerOf, type Connection } from '../client.ts'
import type { operations } from '../generated/marketplace.gen.ts'
import { everyItem, pageQuery } from '../pages.ts'

type Operation = operations['listEvents']
type Query = NonNullable<Operation['parameters']['query']>

export type EventFilters = Pick<Query, 'type' | 'since' | 'owner'>
export type Event = Operation['responses'][200]['content']['application/json']['items'][number]

/** What happened in the account, the newest first. */
export function listEvents(server: Connection, filters: EventFilters = {}): AsyncGenerator<Event, void> {
  return everyItem(async (cursor) => {
    const query = { ...filters, ...pageQuery(cursor) }
    const page = await answerOf(server.marketplace.GET('/v1/events', { params: { query } }))
    // Only with `follow` does it answer with events, which are a text.
    return page as Exclude<typeof page, string>
  })
}
