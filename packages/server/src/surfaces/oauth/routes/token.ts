import { Type } from 'typebox'
import { oauthFault } from '../../../domain/accounts/oauth-error.ts'
import {
  ACCESS_SECONDS,
  exchangeCode,
  introspectToken,
  refreshTokens,
  revokeToken,
  type Tokens,
} from '../../../domain/accounts/oauth-tokens.ts'
import type { Routes } from '../../../http/surface.ts'
import { clientOf } from '../client-of.ts'
import { takeForms } from '../take-forms.ts'

const Text = Type.Optional(Type.String({ maxLength: 2000 }))

const Client = { client_id: Text, client_secret: Text }

const Grant = Type.Object({
  grant_type: Text,
  code: Text,
  redirect_uri: Text,
  code_verifier: Text,
  refresh_token: Text,
  scope: Text,
  ...Client,
})

const TokenAnswer = Type.Object({
  access_token: Type.String(),
  token_type: Type.Literal('Bearer'),
  expires_in: Type.Integer(),
  refresh_token: Type.String(),
  scope: Type.String(),
})

const NamedToken = Type.Object({ token: Text, token_type_hint: Text, ...Client })

const Introspected = Type.Object({
  active: Type.Boolean(),
  scope: Type.Optional(Type.String()),
  client_id: Type.Optional(Type.String()),
  token_type: Type.Optional(Type.String()),
  sub: Type.Optional(Type.String()),
  exp: Type.Optional(Type.Integer()),
  iat: Type.Optional(Type.Integer()),
})

const token: Routes = (app, { database, keyCheck }) => {
  takeForms(app)
  const config = { auth: 'none' } as const
  const consumes = ['application/x-www-form-urlencoded']

  const need = (value: string | undefined, name: string) => {
    if (value === undefined) throw oauthFault('invalid_request', `${name} is missing`)
    return value
  }

  app.post(
    '/token',
    {
      config,
      schema: {
        operationId: 'getToken',
        summary: 'Exchange a code or a refresh token for tokens',
        description:
          'A refresh token is good once: the answer holds the next one. One that comes again ends everything ' +
          'that came of the same consent, since somebody has stolen it.',
        consumes,
        body: Grant,
        response: { 200: TokenAnswer },
      },
    },
    async ({ headers, body }, reply) => {
      const client = await clientOf(database.read, headers.authorization, body)
      const give = async (): Promise<Tokens> => {
        if (body.grant_type === 'authorization_code') {
          const { redirect_uri: redirectUri, code_verifier: verifier } = body
          return exchangeCode(database, client, { code: need(body.code, 'code'), redirectUri, verifier })
        }
        if (body.grant_type === 'refresh_token') {
          const refreshToken = need(body.refresh_token, 'refresh_token')
          return refreshTokens(database, client, { refreshToken, scope: body.scope })
        }
        need(body.grant_type, 'grant_type')
        throw oauthFault(
          'unsupported_grant_type',
          'grant_type must be "authorization_code" or "refresh_token"',
        )
      }
      const { accessToken, refreshToken, scopes } = await give().catch((error: unknown) => {
        // A stolen code or token has ended others.
        keyCheck.forget()
        throw error
      })
      return reply.headers({ 'cache-control': 'no-store', pragma: 'no-cache' }).send({
        access_token: accessToken,
        token_type: 'Bearer',
        expires_in: ACCESS_SECONDS,
        refresh_token: refreshToken,
        scope: scopes.join(' '),
      })
    },
  )

  app.post(
    '/revoke',
    {
      config,
      schema: {
        operationId: 'revokeToken',
        summary: 'End a token',
        description:
          'A refresh token ends with everything that came of the same consent. A token nobody knows is as good ' +
          'as ended: the answer is the same.',
        consumes,
        body: NamedToken,
        response: { 200: Type.Object({}) },
      },
    },
    async ({ headers, body }) => {
      const client = await clientOf(database.read, headers.authorization, body)
      await revokeToken(database, client, need(body.token, 'token'))
      keyCheck.forget()
      return {}
    },
  )

  app.post(
    '/introspect',
    {
      config,
      schema: {
        operationId: 'introspectToken',
        summary: 'What a token of yours stands for',
        description: 'For apps with a secret, about tokens they were given themselves.',
        consumes,
        body: NamedToken,
        response: { 200: Introspected },
      },
    },
    async ({ headers, body }, reply) => {
      const client = await clientOf(database.read, headers.authorization, body)
      if (!client.isConfidential) throw oauthFault('invalid_client', 'this takes an app with a secret')
      const found = await introspectToken(database.read, client, need(body.token, 'token'))
      reply.header('cache-control', 'no-store')
      if (!found) return { active: false }
      return {
        active: true,
        scope: found.scopes.join(' '),
        client_id: client.id,
        token_type: found.kind === 'access_token' ? 'Bearer' : found.kind,
        sub: found.accountId,
        exp: Math.floor(found.expiresAt / 1000),
        iat: Math.floor(found.createdAt / 1000),
      }
    },
  )
}
export default token
