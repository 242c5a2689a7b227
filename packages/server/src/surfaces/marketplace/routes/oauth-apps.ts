import { Type } from 'typebox'
import {
  addApp,
  changeApp,
  getApp,
  listApps,
  removeApp,
  rotateAppSecret,
} from '../../../domain/accounts/oauth-apps.ts'
import { listAuthorizations, revokeAuthorization } from '../../../domain/accounts/oauth-authorizations.ts'
import { openPage } from '../../../http/cursor.ts'
import type { Routes } from '../../../http/surface.ts'
import { DisplayName } from '../account-schemas.ts'
import {
  App,
  AppWithSecret,
  Authorization,
  GrantableScopes,
  RedirectUris,
  toApp,
  toAuthorization,
  Website,
} from '../oauth-schemas.ts'
import { Mode, NoContent, PageQuery, pageOf } from '../schemas.ts'

const InPath = Type.Object({ id: Type.String({ minLength: 1, maxLength: 100 }) })

const oauthApps: Routes = (app, { database, signer, keyCheck }) => {
  const config = { scope: '*' } as const

  app.post(
    '/oauth/apps',
    {
      config: { ...config, answersSecret: true },
      schema: {
        operationId: 'createOauthApp',
        summary: 'Register an app that people can let act for them',
        body: Type.Object(
          {
            name: DisplayName,
            redirect_uris: RedirectUris,
            scopes: GrantableScopes,
            type: Type.Optional(
              Type.Enum(['confidential', 'public'], {
                default: 'confidential',
                description: 'A public app runs where it can keep no secret, and must use PKCE.',
              }),
            ),
            website: Type.Optional(Website),
            mode: Type.Optional(Mode),
          },
          { additionalProperties: false },
        ),
        response: { 201: AppWithSecret },
      },
    },
    async ({ caller, body }, reply) => {
      const { app: made, secret } = await addApp(database, {
        ownerId: caller.account.id,
        mode: body.mode ?? caller.mode,
        isConfidential: body.type !== 'public',
        name: body.name,
        website: body.website,
        redirectUris: body.redirect_uris,
        scopes: body.scopes,
      })
      return reply.code(201).send({ ...toApp(made), client_secret: secret })
    },
  )

  app.get(
    '/oauth/apps',
    {
      config,
      schema: {
        operationId: 'listOauthApps',
        summary: 'Your apps, the newest first',
        querystring: Type.Object(PageQuery),
        response: { 200: pageOf(App) },
      },
    },
    async (request) => {
      const { after, limit, answer } = openPage<string>(signer, request)
      const rows = await listApps(database.read, request.caller.account.id, { after, limit: limit + 1 })
      return answer(rows, ({ id }) => id, toApp)
    },
  )

  app.get(
    '/oauth/apps/:id',
    {
      config,
      schema: {
        operationId: 'getOauthApp',
        summary: 'One of your apps',
        params: InPath,
        response: { 200: App },
      },
    },
    async ({ caller, params }) => toApp(await getApp(database.read, caller.account.id, params.id)),
  )

  app.patch(
    '/oauth/apps/:id',
    {
      config,
      schema: {
        operationId: 'updateOauthApp',
        summary: 'Change an app; what people have allowed it stays',
        params: InPath,
        body: Type.Object(
          {
            name: Type.Optional(DisplayName),
            redirect_uris: Type.Optional(RedirectUris),
            scopes: Type.Optional(GrantableScopes),
            website: Type.Optional(Website),
          },
          { additionalProperties: false },
        ),
        response: { 200: App },
      },
    },
    async ({ caller, params, body }) => {
      const found = await getApp(database.read, caller.account.id, params.id)
      const { redirect_uris: redirectUris, ...rest } = body
      return toApp(await changeApp(database, found, { ...rest, ...(redirectUris ? { redirectUris } : {}) }))
    },
  )

  app.post(
    '/oauth/apps/:id/rotate_secret',
    {
      config: { ...config, answersSecret: true },
      schema: {
        operationId: 'rotateOauthSecret',
        summary: 'Replace the secret of an app; the one before ends at once',
        params: InPath,
        body: Type.Union([Type.Object({}, { additionalProperties: false }), Type.Null()]),
        response: { 200: AppWithSecret },
      },
    },
    async ({ caller, params }) => {
      const found = await getApp(database.read, caller.account.id, params.id)
      return { ...toApp(found), client_secret: await rotateAppSecret(database, found) }
    },
  )

  app.delete(
    '/oauth/apps/:id',
    {
      config,
      schema: {
        operationId: 'deleteOauthApp',
        summary: 'Remove an app, and end every token it was given',
        params: InPath,
        response: { 204: NoContent },
      },
    },
    async ({ caller, params }, reply) => {
      await removeApp(database, await getApp(database.read, caller.account.id, params.id))
      keyCheck.forget()
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/oauth/authorizations',
    {
      config,
      schema: {
        operationId: 'listOauthAuthorizations',
        summary: 'The apps you let act for you',
        querystring: Type.Object(PageQuery),
        response: { 200: pageOf(Authorization) },
      },
    },
    async (request) => {
      const { after, limit, answer } = openPage<string>(signer, request)
      const rows = await listAuthorizations(database.read, request.caller.account.id, {
        after,
        limit: limit + 1,
      })
      return answer(rows, ({ id }) => id, toAuthorization)
    },
  )

  app.delete(
    '/oauth/authorizations/:id',
    {
      config,
      schema: {
        operationId: 'revokeOauthAuthorization',
        summary: 'Let an app act for you no longer',
        params: InPath,
        response: { 204: NoContent },
      },
    },
    async ({ caller, params }, reply) => {
      await revokeAuthorization(database, caller.account.id, params.id)
      keyCheck.forget()
      return reply.code(204).send(null)
    },
  )
}
export default oauthApps
