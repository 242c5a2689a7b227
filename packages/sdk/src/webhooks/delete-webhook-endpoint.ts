import type { Connection } from '../client.ts'

/** Removes an endpoint and its log. */
export async function deleteWebhookEndpoint(server: Connection, id: string): Promise<void> {
  await server.marketplace.DELETE('/v1/webhook_endpoints/{id}', { params: { path: { id } } })
}
