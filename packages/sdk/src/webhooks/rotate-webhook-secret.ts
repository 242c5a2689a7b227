import { answerOf, type Connection } from '../client.ts'

/**
 * Gives an endpoint a new secret; it is in `secret`, this once.
 *
 * @param options.overlapSeconds how long deliveries are signed with the old one too (default a day)
 */
export function rotateWebhookSecret(
  server: Connection,
  id: string,
  { overlapSeconds }: { overlapSeconds?: number } = {},
) {
  return answerOf(
    server.marketplace.POST('/v1/webhook_endpoints/{id}/rotate_secret', {
      params: { path: { id } },
      body: overlapSeconds === undefined ? {} : { overlap_seconds: overlapSeconds },
    }),
  )
}
