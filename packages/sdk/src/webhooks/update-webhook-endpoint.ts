import { answerOf, type Connection } from '../client.ts'
import type { operations } from '../generated/marketplace.gen.ts'

export type WebhookEndpointChange =
  operations['updateWebhookEndpoint']['requestBody']['content']['application/json']

/** Changes an endpoint, disables it, or enables it again. */
export function updateWebhookEndpoint(server: Connection, id: string, change: WebhookEndpointChange) {
  return answerOf(
    server.marketplace.PATCH('/v1/webhook_endpoints/{id}', { params: { path: { id } }, body: change }),
  )
}
