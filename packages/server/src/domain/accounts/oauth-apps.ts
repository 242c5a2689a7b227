import type { Selectable } from 'kysely'
import type { Database, Db } from '../../db/database.ts'
import type { OauthAppTable } from '../../db/tables/oauth.ts'
import type { KeyMode } from '../../db/tables.ts'
import { Fault } from '../../fault.ts'
import { newId } from '../../ids.ts'
import { oauthFault } from './oauth-error.ts'
import type { GrantableScope } from './scope-words.ts'
import { matchesHash, randomText, sha256 } from './secrets.ts'

/** A program of somebody's that people can let act for them. */
export interface OauthApp {
  /** Its `client_id`. */
  id: string
  ownerId: string
  mode: KeyMode
  name: string
  website: string | null
  redirectUris: string[]
  /** What it may ask for. */
  scopes: GrantableScope[]
  /** Whether it has a secret: one that runs on its users' machines can keep none. */
  isConfidential: boolean
  createdAt: number
  updatedAt: number
}

export interface AppSettings {
  name: string
  redirectUris: readonly string[]
  scopes: readonly GrantableScope[]
  website?: string | null | undefined
}

/**
 * An address to go back to: https, or http on the user's own machine, or a scheme of the app's own (RFC 8252:
 * with a dot, as in `org.example.app:/done`). It is compared letter by letter.
 *
 * @throws Fault `validation_failed`
 */
function requireRedirectUri(text: string): void {
  const refuse = (message: string) => new Fault('validation_failed', message, { field: 'redirect_uris' })
  if (!URL.canParse(text)) throw refuse(`${text} is not a whole address`)
  const { protocol, hostname, hash, username, password } = new URL(text)
  if (hash || text.includes('#')) throw refuse(`${text} must have no fragment`)
  if (username || password) throw refuse(`${text} must hold no user name or password`)
  if (protocol === 'https:' || protocol.slice(0, -1).includes('.')) return
  if (protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname)) return
  throw refuse(
    `${text} must begin with https:// (http:// on the user's own machine, or the app's own scheme)`,
  )
}

const newSecret = () => `nds_${randomText()}`

/** Registers an app. The secret of a confidential one is answered here and by rotating it only. */
export async function addApp(
  database: Database,
  {
    ownerId,
    mode,
    isConfidential,
    ...settings
  }: AppSettings & { ownerId: string; mode: KeyMode; isConfidential: boolean },
): Promise<{ app: OauthApp; secret: string | null }> {
  for (const uri of settings.redirectUris) requireRedirectUri(uri)
  return database.write(async (trx) => {
    const secret = isConfidential ? newSecret() : null
    const now = Date.now()
    const row = {
      id: newId('cli'),
      owner_id: ownerId,
      mode,
      name: settings.name,
      website: settings.website ?? null,
      redirect_uris: JSON.stringify(settings.redirectUris),
      scopes: JSON.stringify(settings.scopes),
      secret_hash: secret && sha256(secret),
      created_at: now,
      updated_at: now,
    }
    await trx.insertInto('oauth_app').values(row).execute()
    return { app: toApp(row), secret }
  })
}

/** An account's apps, the newest first. */
export async function listApps(
  db: Db,
  ownerId: string,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<OauthApp[]> {
  const rows = await db
    .selectFrom('oauth_app')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .$if(after !== undefined, (query) => query.where('id', '<', after!))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toApp)
}

/** One of an account's own apps. */
export async function getApp(db: Db, ownerId: string, id: string): Promise<OauthApp> {
  const app = await findApp(db, id)
  if (app?.ownerId !== ownerId) throw new Fault('not_found', 'you have no such app')
  return app
}

/** Anybody's app. */
export async function findApp(db: Db, id: string): Promise<OauthApp | undefined> {
  const row = await db.selectFrom('oauth_app').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toApp(row)
}

/** What was allowed before stays allowed: scopes are about what it may ask from now on. */
export async function changeApp(
  database: Database,
  { id }: OauthApp,
  { name, website, redirectUris, scopes }: Partial<AppSettings>,
): Promise<OauthApp> {
  for (const uri of redirectUris ?? []) requireRedirectUri(uri)
  const row = await database.write((trx) =>
    trx
      .updateTable('oauth_app')
      .set({
        ...(name === undefined ? {} : { name }),
        ...(website === undefined ? {} : { website }),
        ...(redirectUris ? { redirect_uris: JSON.stringify(redirectUris) } : {}),
        ...(scopes ? { scopes: JSON.stringify(scopes) } : {}),
        updated_at: Date.now(),
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst(),
  )
  if (!row) throw new Fault('not_found', 'you have no such app')
  return toApp(row)
}

/** Replaces the secret of a confidential app: the one before stops working at once. */
export async function rotateAppSecret(database: Database, app: OauthApp): Promise<string> {
  if (!app.isConfidential) throw new Fault('conflict', 'a public app has no secret')
  return database.write(async (trx) => {
    const secret = newSecret()
    await trx
      .updateTable('oauth_app')
      .set({ secret_hash: sha256(secret), updated_at: Date.now() })
      .where('id', '=', app.id)
      .execute()
    return secret
  })
}

/** Removes an app, and with it every token it was ever given. */
export async function removeApp(database: Database, { id }: OauthApp): Promise<void> {
  await database.write((trx) => trx.deleteFrom('oauth_app').where('id', '=', id).execute())
}

/**
 * The app that a request to the token endpoint comes from. A confidential one must prove it.
 *
 * @throws Fault, `invalid_client` in the words of OAuth
 */
export async function authenticateApp(
  db: Db,
  { id, secret }: { id: string | undefined; secret: string | undefined },
): Promise<OauthApp> {
  const refuse = () => oauthFault('invalid_client', 'the client is not known, or its secret is wrong')
  if (id === undefined) throw oauthFault('invalid_client', 'the client must say who it is')
  const row = await db.selectFrom('oauth_app').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw refuse()
  if (row.secret_hash !== null && (secret === undefined || !matchesHash(secret, row.secret_hash)))
    throw refuse()
  if (row.secret_hash === null && secret) throw refuse()
  return toApp(row)
}

function toApp(row: Selectable<OauthAppTable>): OauthApp {
  return {
    id: row.id,
    ownerId: row.owner_id,
    mode: row.mode,
    name: row.name,
    website: row.website,
    redirectUris: JSON.parse(row.redirect_uris),
    scopes: JSON.parse(row.scopes),
    isConfidential: row.secret_hash !== null,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
