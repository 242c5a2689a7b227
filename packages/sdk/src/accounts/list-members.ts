import { answerOf, type Connection } from '../client.ts'
import { everyItem, pageQuery } from '../pages.ts'

/** The members of an organisation, by slug. */
export function listMembers(server: Connection, org: string) {
  return everyItem((cursor) =>
    answerOf(
      server.marketplace.GET('/v1/orgs/{slug}/members', {
        params: { path: { slug: org }, query: pageQuery(cursor) },
      }),
    ),
  )
}
