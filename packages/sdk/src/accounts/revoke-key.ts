import { answerOf, type Connection } from '../client.ts'

/**
 * Ends a key: it stops working everywhere within a second.
 *
 * @param key its id, the prefix that is shown of it, or its own text
 */
export function revokeKey(server: Connection, key: string) {
  return answerOf(server.marketplace.POST('/v1/keys/revoke', { body: { key } }))
}
