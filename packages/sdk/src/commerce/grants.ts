import { answerOf, type Connection } from '../client.ts'
import type { operations } from '../generated/marketplace.gen.ts'
import { everyItem, pageQuery } from '../pages.ts'

type Grants = NonNullable<operations['listGrants']['parameters']['query']>

/** What you may use because you bought it, or with `role: 'seller'` what you have sold, the newest first. */
export function listGrants(server: Connection, filters: Omit<Grants, 'cursor' | 'limit'> = {}) {
  return everyItem((cursor) =>
    answerOf(
      server.marketplace.GET('/v1/grants', { params: { query: { ...filters, ...pageQuery(cursor) } } }),
    ),
  )
}

/** A grant; its `document` is what `verifyGrant` verifies. */
export function getGrant(server: Connection, id: string) {
  return answerOf(server.marketplace.GET('/v1/grants/{id}', { params: { path: { id } } }))
}

/** The key that an installation signs grants with. Keep it: then grants can be verified without asking. */
export function getGrantKey(server: Connection) {
  return answerOf(server.marketplace.GET('/v1/grant_key'))
}

/** Gives a seat of a grant to a user. */
export function addSeat(server: Connection, id: string, user: string) {
  return answerOf(server.marketplace.PUT('/v1/grants/{id}/seats/{user}', { params: { path: { id, user } } }))
}

export function removeSeat(server: Connection, id: string, user: string) {
  return answerOf(
    server.marketplace.DELETE('/v1/grants/{id}/seats/{user}', { params: { path: { id, user } } }),
  )
}
