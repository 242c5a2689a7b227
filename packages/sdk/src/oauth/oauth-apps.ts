import { answerOf, type Connection } from '../client.ts'
import type { operations } from '../generated/marketplace.gen.ts'
import { everyItem, pageQuery } from '../pages.ts'

export type NewOauthApp = operations['createOauthApp']['requestBody']['content']['application/json']

/** Registers an app that people can let act for them; its `client_secret` is in this answer and nowhere else. */
export function createOauthApp(server: Connection, app: NewOauthApp) {
  return answerOf(server.marketplace.POST('/v1/oauth/apps', { body: app }))
}

/** The account's apps, the newest first. */
export function listOauthApps(server: Connection) {
  return everyItem((cursor) =>
    answerOf(server.marketplace.GET('/v1/oauth/apps', { params: { query: pageQuery(cursor) } })),
  )
}

/** Removes an app and ends every token it was given. */
export async function deleteOauthApp(server: Connection, id: string): Promise<void> {
  await server.marketplace.DELETE('/v1/oauth/apps/{id}', { params: { path: { id } } })
}

/** The apps that the account lets act for it. */
export function listOauthAuthorizations(server: Connection) {
  return everyItem((cursor) =>
    answerOf(server.marketplace.GET('/v1/oauth/authorizations', { params: { query: pageQuery(cursor) } })),
  )
}

/** Lets an app act for the account no longer. */
export async function revokeOauthAuthorization(server: Connection, id: string): Promise<void> {
  await server.marketplace.DELETE('/v1/oauth/authorizations/{id}', { params: { path: { id } } })
}
