import type { Generated } from 'kysely'
import type { KeyMode } from '../tables.ts'

export interface OauthTables {
  oauth_app: OauthAppTable
  oauth_authorization: OauthAuthorizationTable
  oauth_refresh_token: OauthRefreshTokenTable
}

export interface OauthAppTable {
  id: string
  owner_id: string
  mode: KeyMode
  name: string
  website: string | null
  /** JSON array */
  redirect_uris: string
  /** JSON array: what it may ask for. */
  scopes: string
  /** Null: a public app, which can keep no secret. */
  secret_hash: string | null
  created_at: number
  updated_at: number
}

export interface OauthAuthorizationTable {
  id: string
  app_id: string
  account_id: string
  mode: KeyMode
  /** JSON array */
  scopes: string
  /** As the app gave it when it asked, null when it left it out. */
  redirect_uri: string | null
  code_hash: string
  /** S256 */
  code_challenge: string | null
  code_expires_at: number
  code_used_at: Generated<number | null>
  created_at: number
  last_used_at: Generated<number | null>
  revoked_at: Generated<number | null>
}

export interface OauthRefreshTokenTable {
  token_hash: string
  authorization_id: string
  /** JSON array */
  scopes: string
  created_at: number
  expires_at: number
  used_at: Generated<number | null>
}
