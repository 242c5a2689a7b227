import { answerOf, type Connection } from '../client.ts'

export interface NewUser {
  slug: string
  name: string
  email: string
  password: string
}

/** Adds a user; the connection's key must be an administrator's and unrestricted. */
export function createUser(server: Connection, user: NewUser) {
  return answerOf(server.marketplace.POST('/v1/users', { body: user }))
}
