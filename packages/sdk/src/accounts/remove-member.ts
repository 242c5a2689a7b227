import type { Connection } from '../client.ts'

/** Takes a member out of an organisation; one may always take oneself out, unless one is its last owner. */
export async function removeMember(server: Connection, org: string, user: string): Promise<void> {
  await server.marketplace.DELETE('/v1/orgs/{slug}/members/{user}', {
    params: { path: { slug: org, user } },
  })
}
