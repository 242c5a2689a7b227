import type { Database, Db } from '../../db/database.ts'
import { Fault } from '../../fault.ts'
import { newId } from '../../ids.ts'
import { findApp, type OauthApp } from './oauth-apps.ts'
import { oauthFault } from './oauth-error.ts'
import { type GrantableScope, isGrantable } from './scope-words.ts'
import { randomText, sha256 } from './secrets.ts'

/** How long a code waits to be exchanged. */
const CODE_MS = 60_000

/** The parameters with which an app sends somebody here, as they came. */
export type AuthorizeParameters = Partial<
  Record<
    | 'client_id'
    | 'redirect_uri'
    | 'response_type'
    | 'scope'
    | 'state'
    | 'code_challenge'
    | 'code_challenge_method',
    string
  >
>

/** Who asks, and where its answer goes: known before anything else is looked at. */
export interface Asker {
  app: OauthApp
  /** Where the answer goes. */
  redirectUri: string
  /** Whether the app named it: then it must name the same again for the code. */
  isUriGiven: boolean
}

/** What an app asks somebody for. */
export interface AuthorizationRequest {
  scopes: GrantableScope[]
  codeChallenge: string | null
}

/**
 * The app that asks. What is wrong here is said to the person and never sent to an address that may be
 * anybody's.
 *
 * @throws Fault `not_found`, `invalid_request`
 */
export async function findAsker(db: Db, parameters: AuthorizeParameters): Promise<Asker> {
  const { client_id: id, redirect_uri: given } = parameters
  const app = id === undefined ? undefined : await findApp(db, id)
  if (!app) throw new Fault('not_found', 'no app with this client_id is registered here')
  if (given === undefined && app.redirectUris.length !== 1) {
    throw new Fault('invalid_request', 'redirect_uri is missing, and the app has several')
  }
  const redirectUri = given ?? app.redirectUris[0]!
  if (!app.redirectUris.includes(redirectUri)) {
    throw new Fault('invalid_request', 'redirect_uri is none of those the app has registered')
  }
  return { app, redirectUri, isUriGiven: given !== undefined }
}

/**
 * What the app asks for: a code, with PKCE by S256, which an app without a secret cannot do without.
 *
 * @throws Fault in the words of OAuth, to be sent back to the app
 */
export function readAuthorizationRequest(
  app: OauthApp,
  parameters: AuthorizeParameters,
): AuthorizationRequest {
  if (parameters.response_type !== 'code') {
    throw oauthFault('unsupported_response_type', 'response_type must be "code"')
  }
  const { code_challenge: challenge, code_challenge_method: method } = parameters
  if (challenge === undefined) {
    if (!app.isConfidential)
      throw oauthFault('invalid_request', 'this app must use PKCE: code_challenge is missing')
    if (method !== undefined) throw oauthFault('invalid_request', 'code_challenge is missing')
  } else {
    if (method !== 'S256') throw oauthFault('invalid_request', 'code_challenge_method must be "S256"')
    if (!/^[A-Za-z0-9_-]{43}$/.test(challenge))
      throw oauthFault('invalid_request', 'code_challenge is malformed')
  }
  return { scopes: readScopes(parameters.scope, app.scopes), codeChallenge: challenge ?? null }
}

/** @throws Fault, `invalid_scope` in the words of OAuth */
export function readScopes(text: string | undefined, allowed: readonly GrantableScope[]): GrantableScope[] {
  const words = (text ?? '').split(' ').filter(Boolean)
  if (words.length === 0) return [...allowed]
  for (const word of words) {
    if (!isGrantable(word) || !allowed.includes(word)) {
      throw oauthFault('invalid_scope', `the app may not ask for the scope ${word.slice(0, 60)}`)
    }
  }
  return [...new Set(words as GrantableScope[])]
}

/** Somebody has agreed. @returns the code for the app, good once and for a minute */
export async function allowRequest(
  database: Database,
  accountId: string,
  { app, redirectUri, isUriGiven }: Asker,
  { scopes, codeChallenge }: AuthorizationRequest,
): Promise<string> {
  const code = randomText()
  const now = Date.now()
  await database.write((trx) =>
    trx
      .insertInto('oauth_authorization')
      .values({
        id: newId('oau'),
        app_id: app.id,
        account_id: accountId,
        mode: app.mode,
        scopes: JSON.stringify(scopes),
        redirect_uri: isUriGiven ? redirectUri : null,
        code_hash: sha256(code),
        code_challenge: codeChallenge,
        code_expires_at: now + CODE_MS,
        created_at: now,
      })
      .execute(),
  )
  return code
}
