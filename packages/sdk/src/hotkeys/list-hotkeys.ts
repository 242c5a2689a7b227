import { answerOf, type Connection } from '../client.ts'
import { everyItem, pageQuery } from '../pages.ts'

/** The account's hotkeys, by address. */
export function listHotkeys(server: Connection) {
  return everyItem((cursor) =>
    answerOf(server.marketplace.GET('/v1/hotkeys', { params: { query: pageQuery(cursor) } })),
  )
}
