import { answerOf, type Connection } from '../client.ts'

/**
 * Tells an endpoint again: of one event, or of all since a moment.
 *
 * @param what.undeliveredOnly leaves out what it has taken already
 * @returns how many events
 */
export async function resendWebhooks(
  server: Connection,
  id: string,
  what: { event: string } | { since: Date | string; undeliveredOnly?: boolean },
): Promise<number> {
  const { marketplace } = server
  if ('event' in what) {
    const path = { id, event_id: what.event }
    const call = marketplace.POST('/v1/webhook_endpoints/{id}/events/{event_id}/resend', {
      params: { path },
      body: {},
    })
    return (await answerOf(call)).resent
  }
  const body = { since: new Date(what.since).toISOString(), undelivered_only: what.undeliveredOnly ?? false }
  const call = marketplace.POST('/v1/webhook_endpoints/{id}/resend', { params: { path: { id } }, body })
  return (await answerOf(call)).resent
}
