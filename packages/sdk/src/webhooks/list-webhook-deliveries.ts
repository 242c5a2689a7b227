import { answerOf, type Connection } from '../client.ts'
import { everyItem, pageQuery } from '../pages.ts'

/** What an endpoint was told and how it answered, the newest first. */
export function listWebhookDeliveries(
  server: Connection,
  id: string,
  { state }: { state?: 'pending' | 'delivered' | 'failed' | undefined } = {},
) {
  return everyItem((cursor) => {
    const query = { ...pageQuery(cursor), ...(state === undefined ? {} : { state }) }
    return answerOf(
      server.marketplace.GET('/v1/webhook_endpoints/{id}/events', { params: { path: { id }, query } }),
    )
  })
}
