import { answerOf, type Connection } from '../client.ts'
import { everyItem, pageQuery } from '../pages.ts'

/** The account's keys, the newest first; those that were revoked or ended are among them. */
export function listKeys(server: Connection) {
  return everyItem((cursor) =>
    answerOf(server.marketplace.GET('/v1/keys', { params: { query: pageQuery(cursor) } })),
  )
}
