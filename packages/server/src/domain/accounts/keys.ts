import { randomInt } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Database, Db, Trx } from '../../db/database.ts'
import type { ApiKeyTable, KeyMode } from '../../db/tables.ts'
import { Fault } from '../../fault.ts'
import { newId } from '../../ids.ts'
import type { Scope } from './scopes.ts'
import { matchesHash, sha256 } from './secrets.ts'

/** An API key as its owner may see it: everything but the secret. */
export interface ApiKey {
  id: string
  name: string
  mode: KeyMode
  scopes: Scope[]
  /** The first characters of the secret, and its last four. */
  prefix: string
  last4: string
  createdAt: number
  expiresAt: number | null
  lastUsedAt: number | null
  revokedAt: number | null
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghijkmnpqrstuvwxyz'
const PREFIX_LENGTH = 'nd_test_'.length + 8
const SECRET_PATTERN = /^nd_(?:test|live)_[0-9A-Za-z]{40}$/

function newSecret(mode: KeyMode): string {
  const random = Array.from({ length: 40 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return `nd_${mode}_${random}`
}

export interface NewKey {
  name: string
  mode: KeyMode
  scopes?: Scope[] | undefined
  /** Seconds from now. */
  expiresIn?: number | undefined
}

/** Makes a key. The secret is in this answer and nowhere else, ever. */
export async function addKey(
  trx: Trx,
  accountId: string,
  key: NewKey,
): Promise<{ key: ApiKey; secret: string }> {
  const secret = newSecret(key.mode)
  const now = Date.now()
  const row = {
    id: newId('key'),
    account_id: accountId,
    mode: key.mode,
    name: key.name,
    scopes: JSON.stringify(key.scopes ?? ['*']),
    prefix: secret.slice(0, PREFIX_LENGTH),
    secret_hash: sha256(secret),
    last4: secret.slice(-4),
    created_at: now,
    expires_at: key.expiresIn === undefined ? null : now + key.expiresIn * 1000,
    last_used_at: null,
    revoked_at: null,
  }
  await trx.insertInto('api_key').values(row).execute()
  return { key: toApiKey(row), secret }
}

export async function listKeys(db: Db, accountId: string): Promise<ApiKey[]> {
  const rows = await db
    .selectFrom('api_key')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(toApiKey)
}

/**
 * Revokes a key named by its id or by its own text; revoking it again changes nothing.
 *
 * @throws Fault `not_found` when the account has no such key
 */
export async function revokeKey(database: Database, accountId: string, idOrSecret: string): Promise<ApiKey> {
  return database.write(async (trx) => {
    const row = await trx
      .selectFrom('api_key')
      .selectAll()
      .where('account_id', '=', accountId)
      .where((where) =>
        SECRET_PATTERN.test(idOrSecret)
          ? where('prefix', '=', idOrSecret.slice(0, PREFIX_LENGTH))
          : where('id', '=', idOrSecret),
      )
      .executeTakeFirst()
    if (!row || (SECRET_PATTERN.test(idOrSecret) && !matchesHash(idOrSecret, row.secret_hash))) {
      throw new Fault('not_found', 'you have no such key')
    }
    const revokedAt = row.revoked_at ?? Date.now()
    await trx.updateTable('api_key').set({ revoked_at: revokedAt }).where('id', '=', row.id).execute()
    return toApiKey({ ...row, revoked_at: revokedAt })
  })
}

/** The stored key a secret belongs to, whatever its state. */
export async function findKeyBySecret(db: Db, secret: string): Promise<Selectable<ApiKeyTable> | undefined> {
  if (!SECRET_PATTERN.test(secret)) return undefined
  const row = await db
    .selectFrom('api_key')
    .selectAll()
    .where('prefix', '=', secret.slice(0, PREFIX_LENGTH))
    .executeTakeFirst()
  return row && matchesHash(secret, row.secret_hash) ? row : undefined
}

export function toApiKey(row: Selectable<ApiKeyTable>): ApiKey {
  return {
    id: row.id,
    name: row.name,
    mode: row.mode,
    scopes: JSON.parse(row.scopes),
    prefix: row.prefix,
    last4: row.last4,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  }
}
