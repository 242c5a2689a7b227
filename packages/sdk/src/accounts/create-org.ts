import { answerOf, type Connection } from '../client.ts'

/** Adds an organisation, with the caller as its first owner. Users and organisations share one set of slugs. */
export function createOrg(server: Connection, org: { slug: string; name: string }) {
  return answerOf(server.marketplace.POST('/v1/orgs', { body: org }))
}
