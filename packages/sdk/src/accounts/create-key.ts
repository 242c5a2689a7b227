import { answerOf, type Connection } from '../client.ts'
import type { operations } from '../generated/marketplace.gen.ts'

export type NewKey = operations['createKey']['requestBody']['content']['application/json']

/**
 * Makes an API key for the account behind the connection, whose own key must be unrestricted. Its text, in
 * `secret`, is in this answer and nowhere else.
 *
 * @example
 * const { secret } = await createKey(yard, { name: 'ci', mode: 'test', scopes: ['models:upload'] })
 */
export function createKey(server: Connection, key: NewKey) {
  return answerOf(server.marketplace.POST('/v1/keys', { body: key }))
}
