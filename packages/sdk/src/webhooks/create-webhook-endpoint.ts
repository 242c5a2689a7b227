import { answerOf, type Connection } from '../client.ts'
import type { operations } from '../generated/marketplace.gen.ts'

export type NewWebhookEndpoint =
  operations['createWebhookEndpoint']['requestBody']['content']['application/json']

/**
 * Has events sent to an address, in the mode of the connection's key. The secret to verify them with is in
 * this answer and nowhere else.
 *
 * @example
 * const { secret } = await createWebhookEndpoint(yard, { url: 'https://example.org/hook', events: ['*'] })
 */
export function createWebhookEndpoint(server: Connection, endpoint: NewWebhookEndpoint) {
  return answerOf(server.marketplace.POST('/v1/webhook_endpoints', { body: endpoint }))
}
