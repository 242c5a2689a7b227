import type { Selectable } from 'kysely'
import type { Database, Db, Trx } from '../../db/database.ts'
import type { ApiKeyTable, KeyMode } from '../../db/tables.ts'
import { Fault } from '../../fault.ts'
import { newId } from '../../ids.ts'
import type { Account } from './account.ts'
import type { Caller } from './caller.ts'
import { isKeyPrefix, isKeySecret, keyPrefix, newKeySecret } from './key-secrets.ts'
import type { Limits } from './limits.ts'
import { requireScope, type Scope } from './scopes.ts'
import { matchesHash, sha256 } from './secrets.ts'

/** An API key as its owner may see it: everything but the secret. */
export interface ApiKey {
  id: string
  name: string
  mode: KeyMode
  scopes: Scope[]
  /** The key's own limits; null where it has the usual ones. */
  limits: Limits | null
  /** The first characters of the secret, and its last four. */
  prefix: string
  last4: string
  createdAt: number
  expiresAt: number | null
  lastUsedAt: number | null
  revokedAt: number | null
  /** The id of the key that rotating this one made. */
  replacedBy: string | null
}

export interface NewKey {
  name: string
  mode: KeyMode
  scopes?: readonly Scope[] | undefined
  /** Seconds from now. */
  expiresIn?: number | undefined
  limits?: Limits | null | undefined
  /** The consent it comes from, when it is the access token of an app. */
  authorizationId?: string | undefined
}

/** A key that was just made. The secret is here and nowhere else, ever. */
export interface MadeKey {
  key: ApiKey
  secret: string
}

export async function addKey(trx: Trx, accountId: string, key: NewKey): Promise<MadeKey> {
  const secret = newKeySecret(key.mode)
  const now = Date.now()
  const scopes = key.scopes ?? ['*']
  const row = {
    id: newId('key'),
    account_id: accountId,
    mode: key.mode,
    name: key.name,
    scopes: JSON.stringify(scopes.includes('*') ? ['*'] : scopes),
    limits: key.limits ? JSON.stringify(key.limits) : null,
    prefix: keyPrefix(secret),
    secret_hash: sha256(secret),
    last4: secret.slice(-4),
    created_at: now,
    expires_at: key.expiresIn === undefined ? null : now + key.expiresIn * 1000,
    last_used_at: null,
    revoked_at: null,
    replaced_by: null,
    authorization_id: key.authorizationId ?? null,
  }
  await trx.insertInto('api_key').values(row).execute()
  return { key: toApiKey(row), secret }
}

/** @throws Fault `forbidden` when somebody who is not an administrator sets limits */
export async function createKey(database: Database, by: Account, key: NewKey): Promise<MadeKey> {
  if (key.limits) requireLimitSetter(by)
  return database.write((trx) => addKey(trx, by.id, key))
}

/** An account's keys, the newest first, revoked ones too. */
export async function listKeys(
  db: Db,
  accountId: string,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<ApiKey[]> {
  const rows = await db
    .selectFrom('api_key')
    .selectAll()
    .where('account_id', '=', accountId)
    // Tokens of apps are seen and ended with the consent they come from.
    .where('authorization_id', 'is', null)
    .$if(after !== undefined, (query) => query.where('id', '<', after!))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toApiKey)
}

export async function getKey(db: Db, accountId: string, name: string): Promise<ApiKey> {
  return toApiKey(await getKeyRow(db, accountId, name))
}

/**
 * One of an account's keys, by its id, by its own text, or by the prefix that is shown of it.
 *
 * @throws Fault `not_found` when the account has no such key
 */
export async function getKeyRow(db: Db, accountId: string, name: string): Promise<Selectable<ApiKeyTable>> {
  const byPrefix = isKeySecret(name) || isKeyPrefix(name)
  const row = await db
    .selectFrom('api_key')
    .selectAll()
    .where('account_id', '=', accountId)
    .where(byPrefix ? 'prefix' : 'id', '=', byPrefix ? keyPrefix(name) : name)
    .executeTakeFirst()
  if (!row || (isKeySecret(name) && !matchesHash(name, row.secret_hash))) {
    throw new Fault('not_found', 'you have no such key')
  }
  return row
}

/**
 * Revokes a key, named in any of `getKeyRow`'s ways; revoking it again changes nothing. Whoever holds a key
 * may end it; ending another takes an unrestricted one.
 */
export async function revokeKey(database: Database, by: Caller, name: string): Promise<ApiKey> {
  return database.write(async (trx) => {
    const row = await getKeyRow(trx, by.account.id, name).catch((error: unknown) => {
      // A restricted key learns nothing about the others, not even that they are not there.
      requireScope(by.scopes, '*')
      throw error
    })
    if (row.id !== by.keyId) requireScope(by.scopes, '*')
    const revokedAt = row.revoked_at ?? Date.now()
    await trx
      .updateTable('api_key')
      .set({ revoked_at: revokedAt })
      .where('id', '=', row.id)
      .where('revoked_at', 'is', null)
      .execute()
    return toApiKey({ ...row, revoked_at: revokedAt })
  })
}

/**
 * Renames one's own key, or sets the limits of anybody's as an administrator.
 *
 * @param changes.limits null for the usual ones
 */
export async function changeKey(
  database: Database,
  by: Account,
  id: string,
  changes: { name?: string | undefined; limits?: Limits | null | undefined },
): Promise<ApiKey> {
  const { name, limits } = changes
  return database.write(async (trx) => {
    const row = await trx.selectFrom('api_key').selectAll().where('id', '=', id).executeTakeFirst()
    const isOwn = row?.account_id === by.id
    if (!row || (!isOwn && !by.isAdmin)) throw new Fault('not_found', 'you have no such key')
    if (limits !== undefined) requireLimitSetter(by)
    if (name !== undefined && !isOwn) throw new Fault('forbidden', 'only its owner can rename a key')
    const changed = {
      name: name ?? row.name,
      limits: limits === undefined ? row.limits : limits && JSON.stringify(limits),
    }
    await trx.updateTable('api_key').set(changed).where('id', '=', id).execute()
    return toApiKey({ ...row, ...changed })
  })
}

function requireLimitSetter(by: Account): void {
  if (by.isAdmin) return
  throw new Fault('forbidden', 'only an administrator can set the limits of a key', { field: 'limits' })
}

/** The stored key a secret belongs to, whatever its state. */
export async function findKeyBySecret(db: Db, secret: string): Promise<Selectable<ApiKeyTable> | undefined> {
  if (!isKeySecret(secret)) return undefined
  const row = await db
    .selectFrom('api_key')
    .selectAll()
    .where('prefix', '=', keyPrefix(secret))
    .executeTakeFirst()
  return row && matchesHash(secret, row.secret_hash) ? row : undefined
}

export function toApiKey(row: Selectable<ApiKeyTable>): ApiKey {
  return {
    id: row.id,
    name: row.name,
    mode: row.mode,
    scopes: JSON.parse(row.scopes),
    limits: row.limits === null ? null : JSON.parse(row.limits),
    prefix: row.prefix,
    last4: row.last4,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
    replacedBy: row.replaced_by,
  }
}
