import { answerOf, type Connection } from '../client.ts'
import { everyItem, pageQuery } from '../pages.ts'

/** The hotkeys of the account, or of an organisation of its, by address. */
export function listHotkeys(server: Connection, { owner }: { owner?: string } = {}) {
  const whose = owner === undefined ? {} : { owner }
  return everyItem((cursor) =>
    answerOf(
      server.marketplace.GET('/v1/hotkeys', { params: { query: { ...whose, ...pageQuery(cursor) } } }),
    ),
  )
}
