import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Database, Db } from '../../db/database.ts'
import type { KeyMode } from '../../db/tables.ts'
import { Fault } from '../../fault.ts'
import { type Account, toAccount } from './account.ts'
import type { Attempts } from './attempts.ts'
import type { Caller } from './caller.ts'
import { isPassword } from './passwords.ts'
import { randomText, sha256 } from './secrets.ts'
import { normaliseEmail } from './users.ts'

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

export interface Credentials {
  email: string
  password: string
  /** Where the attempt comes from. */
  address: string
}

/**
 * Signs a user in.
 *
 * @throws Fault `unauthorized`, the same for an unknown address and a wrong password; `rate_limited` after
 * too many of those
 */
export async function openSession(
  database: Database,
  attempts: Attempts,
  { email, password, address }: Credentials,
): Promise<NewSession> {
  const row = await attempts.signIn(normaliseEmail(email), address, async () => {
    const row = await database.read
      .selectFrom('account')
      .selectAll()
      .where('email', '=', normaliseEmail(email))
      .executeTakeFirst()
    if (!(await isPassword(row?.password_hash, password)) || !row) {
      throw new Fault('unauthorized', 'the email address or the password is wrong')
    }
    return row
  })
  const token = randomText()
  const now = Date.now()
  const expiresAt = now + SESSION_MS
  await database.write((trx) =>
    trx
      .insertInto('session')
      .values({ token_hash: sha256(token), account_id: row.id, created_at: now, expires_at: expiresAt })
      .execute(),
  )
  return { account: toAccount(row), token, csrfToken: csrfTokenOf(token), expiresAt }
}

/**
 * What writes by a session must carry. It follows from the cookie's text, which no page can read, so that
 * every tab of a browser has the same and a reloaded page can ask for it again.
 */
export const csrfTokenOf = (token: string): string =>
  createHmac('sha256', token).update('csrf').digest('base64url')

function isCsrfToken(given: string | undefined, token: string): boolean {
  const right = Buffer.from(csrfTokenOf(token))
  const text = Buffer.from(given ?? '')
  return right.length === text.length && timingSafeEqual(right, text)
}

export interface OpenedSession {
  mode: KeyMode
  expiresAt: number
}

/** A session that goes on, or undefined when there is no such session. */
export async function findSession(db: Db, token: string): Promise<OpenedSession | undefined> {
  const row = await db
    .selectFrom('session')
    .select(['mode', 'expires_at'])
    .where('token_hash', '=', sha256(token))
    .where('expires_at', '>', Date.now())
    .executeTakeFirst()
  return row && { mode: row.mode, expiresAt: row.expires_at }
}

/**
 * Has a session see and move test money or real money from its next request on.
 *
 * @throws Fault `not_found` when there is no such session
 */
export async function changeSessionMode(
  database: Database,
  token: string,
  mode: KeyMode,
): Promise<OpenedSession> {
  const row = await database.write((trx) =>
    trx
      .updateTable('session')
      .set({ mode })
      .where('token_hash', '=', sha256(token))
      .where('expires_at', '>', Date.now())
      .returning('expires_at')
      .executeTakeFirst(),
  )
  if (!row) throw new Fault('not_found', 'this is not a session')
  return { mode, expiresAt: row.expires_at }
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
    .select('session.mode as session_mode')
    .where('session.token_hash', '=', sha256(token))
    .where('session.expires_at', '>', Date.now())
    .executeTakeFirst()
  if (!row) throw new Fault('unauthorized', 'this session has ended: sign in again')
  if (write && !isCsrfToken(write.csrfToken, token)) {
    throw new Fault('forbidden', 'a write by a session needs its token in the header X-CSRF-Token')
  }
  return { account: toAccount(row), keyId: 'session', mode: row.session_mode, scopes: ['*'] }
}

/** Signs out. Ending a session that is over already changes nothing. */
export async function closeSession(database: Database, token: string): Promise<void> {
  await database.write((trx) => trx.deleteFrom('session').where('token_hash', '=', sha256(token)).execute())
}
