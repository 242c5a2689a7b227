import { answerOf, type Connection } from '../client.ts'

export type Role = 'owner' | 'admin' | 'contributor' | 'reader'

/** Makes a user a member of an organisation, or gives a member another role. */
export function setMember(server: Connection, org: string, user: string, role: Role) {
  return answerOf(
    server.marketplace.PUT('/v1/orgs/{slug}/members/{user}', {
      params: { path: { slug: org, user } },
      body: { role },
    }),
  )
}
