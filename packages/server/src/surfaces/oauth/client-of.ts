import type { Db } from '../../db/database.ts'
import { authenticateApp, type OauthApp } from '../../domain/accounts/oauth-apps.ts'
import { oauthFault } from '../../domain/accounts/oauth-error.ts'

/**
 * The app a request comes from: by HTTP Basic or by `client_id` and `client_secret` in the body, one of them
 * (RFC 6749, 2.3.1).
 */
export async function clientOf(
  db: Db,
  authorization: string | undefined,
  body: { client_id?: string; client_secret?: string },
): Promise<OauthApp> {
  if (authorization === undefined) {
    return authenticateApp(db, { id: body.client_id, secret: body.client_secret })
  }
  const [, encoded] = /^basic +(\S+) *$/i.exec(authorization) ?? []
  const text = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString()
  const colon = text.indexOf(':')
  if (colon < 0) throw oauthFault('invalid_client', 'the Authorization header must be HTTP Basic')
  const [id, secret] = [text.slice(0, colon), text.slice(colon + 1)].map(decode)
  if (body.client_secret !== undefined || (body.client_id !== undefined && body.client_id !== id)) {
    throw oauthFault('invalid_request', 'the client must say who it is in one way')
  }
  return authenticateApp(db, { id, secret })
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw oauthFault('invalid_client', 'the Authorization header is malformed')
  }
}
