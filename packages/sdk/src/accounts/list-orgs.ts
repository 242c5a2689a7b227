import { answerOf, type Connection } from '../client.ts'
import { everyItem, pageQuery } from '../pages.ts'

/** The organisations the caller is a member of, the newest first, with the role in each. */
export function listOrgs(server: Connection) {
  return everyItem((cursor) =>
    answerOf(server.marketplace.GET('/v1/orgs', { params: { query: pageQuery(cursor) } })),
  )
}
