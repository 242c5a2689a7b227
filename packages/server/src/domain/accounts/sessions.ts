import type { Database, Db } from '../../db/database.ts'
import { Fault } from '../../fault.ts'
import { type Account, toAccount } from './account.ts'
import type { Caller } from './caller.ts'
import { isPassword } from './passwords.ts'
import { matchesHash, randomText, sha256 } from './secrets.ts'

/** How long a browser stays signed in. */
export const SESSION_MS = 14 * 24 * 3600 * 1000

export interface NewSession {
  account: Account
  /** The cookie's text. */
  token: string
  /** What writes must carry in `X-CSRF-Token`. */
  csrfToken: string
  expiresAt: number
}

/**
 * Signs a user in.
 *
 * @throws Fault `unauthorized`, the same for an unknown address and a wrong password
 */
export async function openSession(database: Database, email: string, password: string): Promise<NewSession> {
  const row = await database.read
    .selectFrom('account')
    .selectAll()
    .where('email', '=', email.trim().toLowerCase())
    .executeTakeFirst()
  if (!(await isPassword(row?.password_hash, password)) || !row) {
    throw new Fault('unauthorized', 'the email address or the password is wrong')
  }
  const token = randomText()
  const csrfToken = randomText()
  const now = Date.now()
  const expiresAt = now + SESSION_MS
  await database.write((trx) =>
    trx
      .insertInto('session')
      .values({
        token_hash: sha256(token),
        csrf_hash: sha256(csrfToken),
        account_id: row.id,
        created_at: now,
        expires_at: expiresAt,
      })
      .execute(),
  )
  return { account: toAccount(row), token, csrfToken, expiresAt }
}

/**
 * The caller behind a session cookie. A session stands for an unrestricted key of its account.
 *
 * @param csrfToken what the request carries in `X-CSRF-Token`; asked for on writes only
 * @throws Fault `unauthorized` when there is no such session, `forbidden` when a write lacks its token
 */
export async function checkSession(
  db: Db,
  token: string,
  write: { csrfToken: string | undefined } | undefined,
): Promise<Caller> {
  const row = await db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .selectAll('account')
    .select('session.csrf_hash')
    .where('session.token_hash', '=', sha256(token))
    .where('session.expires_at', '>', Date.now())
    .executeTakeFirst()
  if (!row) throw new Fault('unauthorized', 'this session has ended: sign in again')
  if (write && !matchesHash(write.csrfToken ?? '', row.csrf_hash)) {
    throw new Fault('forbidden', 'a write by a session needs its token in the header X-CSRF-Token')
  }
  return { account: toAccount(row), keyId: 'session', mode: 'test', scopes: ['*'] }
}

/** Signs out. Ending a session that is over already changes nothing. */
export async function closeSession(database: Database, token: string): Promise<void> {
  await database.write((trx) => trx.deleteFrom('session').where('token_hash', '=', sha256(token)).execute())
}
