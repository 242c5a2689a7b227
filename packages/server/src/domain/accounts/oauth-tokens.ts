import { hash, timingSafeEqual } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Database, Db, Trx } from '../../db/database.ts'
import type { OauthAuthorizationTable } from '../../db/tables/oauth.ts'
import { addKey, findKeyBySecret } from './keys.ts'
import type { OauthApp } from './oauth-apps.ts'
import { endAuthorization } from './oauth-authorizations.ts'
import { oauthFault } from './oauth-error.ts'
import { readScopes } from './oauth-requests.ts'
import type { GrantableScope } from './scope-words.ts'
import { randomText, sha256 } from './secrets.ts'

/** How long an access token is good, in seconds. */
export const ACCESS_SECONDS = 3600
/** How long a refresh token waits to be used. */
const REFRESH_MS = 90 * 24 * 3600_000

export interface Tokens {
  /** A key with the scopes that were allowed. */
  accessToken: string
  refreshToken: string
  scopes: GrantableScope[]
}

type Authorization = Selectable<OauthAuthorizationTable>

/**
 * Exchanges a code for tokens. One that comes a second time was stolen: then everything it gave is taken back.
 *
 * @throws Fault, `invalid_grant` in the words of OAuth
 */
export async function exchangeCode(
  database: Database,
  app: OauthApp,
  {
    code,
    redirectUri,
    verifier,
  }: { code: string; redirectUri: string | undefined; verifier: string | undefined },
): Promise<Tokens> {
  const tokens = await database.write(async (trx) => {
    const now = Date.now()
    const row = await trx
      .selectFrom('oauth_authorization')
      .selectAll()
      .where('code_hash', '=', sha256(code))
      .executeTakeFirst()
    if (!row || row.app_id !== app.id) throw badGrant('the code is not known')
    if (row.code_used_at === null && row.code_expires_at <= now) throw badGrant('the code has expired')
    if (
      (row.redirect_uri ?? undefined) !== redirectUri &&
      (row.redirect_uri !== null || redirectUri !== app.redirectUris[0])
    ) {
      throw badGrant('redirect_uri is not the one the code was asked for with')
    }
    requireVerifier(row.code_challenge, verifier)
    const { numUpdatedRows } = await trx
      .updateTable('oauth_authorization')
      .set({ code_used_at: now, last_used_at: now })
      .where('id', '=', row.id)
      .where('code_used_at', 'is', null)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) {
      await endAuthorization(trx, row.id)
      return undefined
    }
    return issue(trx, app, row, JSON.parse(row.scopes))
  })
  if (!tokens) throw badGrant('the code was used before: what it gave is taken back')
  return tokens
}

/**
 * Exchanges a refresh token for new tokens. One that comes a second time was stolen, from the app or by it:
 * nobody can tell, so the whole family ends.
 *
 * @throws Fault, `invalid_grant` or `invalid_scope` in the words of OAuth
 */
export async function refreshTokens(
  database: Database,
  app: OauthApp,
  { refreshToken, scope }: { refreshToken: string; scope: string | undefined },
): Promise<Tokens> {
  const tokens = await database.write(async (trx) => {
    const now = Date.now()
    const found = await findRefresh(trx, refreshToken)
    if (!found || found.authorization.app_id !== app.id) throw badGrant('the refresh token is not known')
    const { authorization, token } = found
    if (authorization.revoked_at !== null) throw badGrant('this consent was taken back')
    if (token.used_at === null && token.expires_at <= now) throw badGrant('the refresh token has expired')
    const scopes = readScopes(scope, JSON.parse(token.scopes))
    const { numUpdatedRows } = await trx
      .updateTable('oauth_refresh_token')
      .set({ used_at: now })
      .where('token_hash', '=', token.token_hash)
      .where('used_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) {
      await endAuthorization(trx, authorization.id)
      return undefined
    }
    await trx
      .updateTable('oauth_authorization')
      .set({ last_used_at: now })
      .where('id', '=', authorization.id)
      .execute()
    return issue(trx, app, authorization, scopes)
  })
  if (!tokens) throw badGrant('the refresh token was used before: this consent has ended')
  return tokens
}

/** Ends the consent that a token of the app's comes from; a token nobody knows is as good as ended (RFC 7009). */
export async function revokeToken(database: Database, app: OauthApp, token: string): Promise<void> {
  await database.write(async (trx) => {
    const refresh = await findRefresh(trx, token)
    if (refresh) {
      if (refresh.authorization.app_id === app.id) await endAuthorization(trx, refresh.authorization.id)
      return
    }
    const key = await findKeyBySecret(trx, token)
    if (!key?.authorization_id || key.revoked_at !== null) return
    await trx
      .updateTable('api_key')
      .set({ revoked_at: Date.now() })
      .where('id', '=', key.id)
      .where('authorization_id', 'in', (from) =>
        from.selectFrom('oauth_authorization').select('id').where('app_id', '=', app.id),
      )
      .execute()
  })
}

export interface Introspection {
  kind: 'access_token' | 'refresh_token'
  accountId: string
  scopes: GrantableScope[]
  createdAt: number
  expiresAt: number
}

/** What a live token of the app's stands for, undefined for any other (RFC 7662). */
export async function introspectToken(
  db: Db,
  app: OauthApp,
  token: string,
): Promise<Introspection | undefined> {
  const refresh = await findRefresh(db, token)
  const key = refresh ? undefined : await findKeyBySecret(db, token)
  const authorization =
    refresh?.authorization ??
    (await db
      .selectFrom('oauth_authorization')
      .selectAll()
      .where('id', '=', key?.authorization_id ?? '')
      .executeTakeFirst())
  const row = refresh?.token ?? key
  const isOver = refresh ? refresh.token.used_at !== null : (key?.revoked_at ?? null) !== null
  if (!row || !authorization || authorization.app_id !== app.id || isOver) return undefined
  if (authorization.revoked_at !== null || (row.expires_at ?? 0) <= Date.now()) return undefined
  return {
    kind: refresh ? 'refresh_token' : 'access_token',
    accountId: authorization.account_id,
    scopes: JSON.parse(row.scopes),
    createdAt: row.created_at,
    expiresAt: row.expires_at!,
  }
}

const badGrant = (message: string) => oauthFault('invalid_grant', message)

/** RFC 7636; a verifier for a code without a challenge is a code that was swapped for another (RFC 9700). */
function requireVerifier(challenge: string | null, verifier: string | undefined): void {
  if (challenge === null && verifier === undefined) return
  const made = Buffer.from(hash('sha256', verifier ?? '', 'base64url'))
  const wanted = Buffer.from(challenge ?? '')
  const isRight = verifier !== undefined && made.length === wanted.length && timingSafeEqual(made, wanted)
  if (!isRight) throw badGrant('code_verifier does not fit the code')
}

async function findRefresh(db: Db, secret: string) {
  const token = await db
    .selectFrom('oauth_refresh_token')
    .selectAll()
    .where('token_hash', '=', sha256(secret))
    .executeTakeFirst()
  if (!token) return undefined
  const authorization = await db
    .selectFrom('oauth_authorization')
    .selectAll()
    .where('id', '=', token.authorization_id)
    .executeTakeFirstOrThrow()
  return { token, authorization }
}

async function issue(trx: Trx, app: OauthApp, of: Authorization, scopes: GrantableScope[]): Promise<Tokens> {
  const now = Date.now()
  const { secret: accessToken } = await addKey(trx, of.account_id, {
    name: app.name,
    mode: of.mode,
    scopes,
    expiresIn: ACCESS_SECONDS,
    authorizationId: of.id,
  })
  const refreshToken = `ndr_${randomText()}`
  await trx
    .insertInto('oauth_refresh_token')
    .values({
      token_hash: sha256(refreshToken),
      authorization_id: of.id,
      scopes: JSON.stringify(scopes),
      created_at: now,
      expires_at: now + REFRESH_MS,
    })
    .execute()
  return { accessToken, refreshToken, scopes }
}
