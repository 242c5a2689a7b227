import { answerOf, type Connection } from '../client.ts'

/** The account behind the key, and what the key may do: the cheapest way to check a key. */
export function whoAmI(server: Connection) {
  return answerOf(server.marketplace.GET('/v1/me'))
}
