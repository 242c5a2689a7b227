import { answerOf, type Connection } from '../client.ts'
import { everyItem, pageQuery } from '../pages.ts'

/** The endpoints in the mode of the connection's key, the newest first. */
export function listWebhookEndpoints(server: Connection, { owner }: { owner?: string | undefined } = {}) {
  return everyItem((cursor) => {
    const query = { ...pageQuery(cursor), ...(owner === undefined ? {} : { owner }) }
    return answerOf(server.marketplace.GET('/v1/webhook_endpoints', { params: { query } }))
  })
}
