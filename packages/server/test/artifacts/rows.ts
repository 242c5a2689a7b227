import { randomUUID } from 'node:crypto'
import type { Database } from '../../src/db/database.ts'
import type { Role } from '../../src/db/tables.ts'
import { toAccount } from '../../src/domain/accounts/account.ts'
import type { Caller } from '../../src/domain/accounts/caller.ts'
import { addKey } from '../../src/domain/accounts/keys.ts'
import { newId } from '../../src/ids.ts'

/** Rows that a test starts from where making them is not what it is about. */

export async function addAccount(database: Database, slug: string, kind: 'user' | 'org' = 'user') {
  const row = {
    id: newId(kind === 'user' ? 'usr' : 'org'),
    kind,
    slug,
    name: slug,
    email: kind === 'user' ? `${slug}@example.org` : null,
    password_hash: null,
    is_admin: 0,
    created_at: 1,
    updated_at: 1,
  } as const
  await database.write((trx) => trx.insertInto('account').values(row).execute())
  return toAccount(row)
}

/** A user, the caller it is when it asks, and the secret it asks with. */
export async function addUser(database: Database, slug: string) {
  const account = await addAccount(database, slug)
  const { secret, key } = await database.write((trx) =>
    addKey(trx, account.id, { name: 'test', mode: 'test' }),
  )
  const caller: Caller = { account, keyId: key.id, mode: 'test', scopes: ['*'] }
  return { account, caller, key: secret }
}

export async function addMember(database: Database, orgId: string, userId: string, role: Role) {
  const row = { org_id: orgId, user_id: userId, role, created_at: 1 }
  await database.write((trx) => trx.insertInto('member').values(row).execute())
}

export async function addGrant(
  database: Database,
  grant: { accountId: string; artifactId: string; expiresAt?: number; revokedAt?: number },
) {
  const row = {
    id: newId('grt'),
    account_id: grant.accountId,
    artifact_id: grant.artifactId,
    created_at: 1,
    expires_at: grant.expiresAt ?? null,
    revoked_at: grant.revokedAt ?? null,
  }
  await database.write((trx) => trx.insertInto('artifact_grant').values(row).execute())
}

export async function addArtifact(
  database: Database,
  artifact: { ownerId: string; name: string; isPublic?: boolean; isPaid?: boolean },
) {
  const id = newId('mdl')
  await database.write((trx) =>
    trx
      .insertInto('artifact')
      .values({
        id,
        kind: 'model',
        owner_id: artifact.ownerId,
        name: artifact.name,
        is_public: artifact.isPublic ? 1 : 0,
        is_paid: artifact.isPaid ? 1 : 0,
        created_at: 1,
        updated_at: 1,
      })
      .execute(),
  )
  return id
}

/** A version without files. */
export async function addVersion(
  database: Database,
  options: { artifactId: string; version: string; by: string; state?: 'published' | 'yanked' | 'deleted' },
) {
  const [major, minor, patch] = options.version.split('.').map(Number)
  const row = {
    id: randomUUID(),
    artifact_id: options.artifactId,
    version: options.version,
    major: major!,
    minor: minor!,
    patch: patch!,
    state: options.state ?? 'published',
    manifest: '{}',
    manifest_hash: '',
    artifacts_hash: '',
    file_size_bytes: 0,
    created_by: options.by,
    created_at: 1,
    updated_at: 1,
  }
  await database.write((trx) => trx.insertInto('version').values(row).execute())
  return row.id
}
