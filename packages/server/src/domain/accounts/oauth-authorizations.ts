import type { Database, Db, Trx } from '../../db/database.ts'
import type { KeyMode } from '../../db/tables.ts'
import { Fault } from '../../fault.ts'
import type { GrantableScope } from './scope-words.ts'

/** An app that somebody let act for them. */
export interface OauthAuthorization {
  id: string
  app: { id: string; name: string; website: string | null }
  mode: KeyMode
  scopes: GrantableScope[]
  createdAt: number
  /** When it last got a token. */
  lastUsedAt: number | null
}

const select = (db: Db, accountId: string) =>
  db
    .selectFrom('oauth_authorization as given')
    .innerJoin('oauth_app as app', 'app.id', 'given.app_id')
    .select([
      'given.id',
      'given.mode',
      'given.scopes',
      'given.created_at',
      'given.last_used_at',
      'app.id as app_id',
      'app.name',
      'app.website',
    ])
    .where('given.account_id', '=', accountId)
    // A consent whose code was never fetched has given nothing.
    .where('given.code_used_at', 'is not', null)
    .where('given.revoked_at', 'is', null)

/** What an account allows apps now, the newest first. */
export async function listAuthorizations(
  db: Db,
  accountId: string,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<OauthAuthorization[]> {
  const rows = await select(db, accountId)
    .$if(after !== undefined, (query) => query.where('given.id', '<', after!))
    .orderBy('given.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    app: { id: row.app_id, name: row.name, website: row.website },
    mode: row.mode,
    scopes: JSON.parse(row.scopes),
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }))
}

/** Takes a consent back: every token that came of it stops working, within a second on every server. */
export async function revokeAuthorization(database: Database, accountId: string, id: string): Promise<void> {
  await database.write(async (trx) => {
    const found = await select(trx, accountId).where('given.id', '=', id).executeTakeFirst()
    if (!found) throw new Fault('not_found', 'you have allowed no such thing')
    await endAuthorization(trx, id)
  })
}

/** Ends everything that came of a consent. */
export async function endAuthorization(trx: Trx, id: string): Promise<void> {
  const now = Date.now()
  await trx
    .updateTable('oauth_authorization')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute()
  await trx
    .updateTable('api_key')
    .set({ revoked_at: now })
    .where('authorization_id', '=', id)
    .where('revoked_at', 'is', null)
    .execute()
}
