import { randomInt } from 'node:crypto'
import type { Database } from '../../db/database.ts'
import { Fault } from '../../fault.ts'
import { newId } from '../../ids.ts'
import type { Attempts } from './attempts.ts'
import { addKey, type MadeKey } from './keys.ts'
import { randomText, sha256 } from './secrets.ts'

/** How long a terminal's code waits to be approved. */
export const DEVICE_LOGIN_MS = 10 * 60_000

/** How long the key that a terminal gets is good for: then it signs in again. */
const KEY_SECONDS = 90 * 24 * 3600

/** Letters that spell no words and are not mistaken for each other or for digits: 20⁸ codes. */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ'

export interface DeviceLogin {
  id: string
  /** What the terminal keeps to itself. */
  deviceCode: string
  /** What the terminal shows, `WDJB-MJHT`. */
  userCode: string
  expiresAt: number
}

/** A terminal begins to sign in: somebody must approve its user code in a browser. */
export async function startDeviceLogin(database: Database): Promise<DeviceLogin> {
  const deviceCode = randomText()
  const now = Date.now()
  const expiresAt = now + DEVICE_LOGIN_MS
  for (;;) {
    const id = newId('dev')
    const userCode = newUserCode()
    const made = await database.write((trx) =>
      trx
        .insertInto('device_login')
        .values({
          id,
          device_hash: sha256(deviceCode),
          user_code: userCode,
          created_at: now,
          expires_at: expiresAt,
        })
        .onConflict((conflict) => conflict.column('user_code').doNothing())
        .returning('id')
        .executeTakeFirst(),
    )
    if (made) return { id, deviceCode, userCode, expiresAt }
  }
}

function newUserCode(): string {
  const letters = Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}

/** As people type it: in any case, with or without the hyphen. */
function normaliseUserCode(text: string): string {
  const letters = text.toUpperCase().replace(/[^A-Z]/g, '')
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}

/**
 * Approves or denies a terminal's code, for the account that answers. Wrong codes are counted, so that they
 * cannot be guessed.
 *
 * @throws Fault `not_found` for a code that nobody was shown or whose time is over, `conflict` for one that
 * was answered already
 */
export async function answerDeviceLogin(
  database: Database,
  attempts: Attempts,
  accountId: string,
  { userCode, isApproved }: { userCode: string; isApproved: boolean },
): Promise<void> {
  const code = normaliseUserCode(userCode)
  await attempts.userCode(accountId, () =>
    database.write(async (trx) => {
      const now = Date.now()
      const { numUpdatedRows } = await trx
        .updateTable('device_login')
        .set(isApproved ? { account_id: accountId, approved_at: now } : { denied_at: now })
        .where('user_code', '=', code)
        .where('expires_at', '>', now)
        .where('approved_at', 'is', null)
        .where('denied_at', 'is', null)
        .executeTakeFirst()
      if (numUpdatedRows > 0n) return
      const row = await trx
        .selectFrom('device_login')
        .select('id')
        .where('user_code', '=', code)
        .where('expires_at', '>', now)
        .executeTakeFirst()
      if (row) throw new Fault('conflict', 'this code was answered already: start again in the terminal')
      throw new Fault('not_found', 'there is no such code, or its time is over')
    }),
  )
}

/**
 * What a terminal asks again and again until somebody has answered: the new key, once.
 *
 * @throws Fault `unauthorized` while nobody has answered, `forbidden` when somebody said no, `conflict` when
 * the key was handed out already, `invalid_request` when the time is over, `not_found` for an unknown code
 */
export async function claimDeviceLogin(database: Database, deviceCode: string): Promise<MadeKey> {
  const hash = sha256(deviceCode)
  const login = await database.read
    .selectFrom('device_login')
    .selectAll()
    .where('device_hash', '=', hash)
    .executeTakeFirst()
  if (!login) throw new Fault('not_found', 'there is no such device code: start again')
  if (login.claimed_at !== null) throw claimed()
  if (login.denied_at !== null) throw new Fault('forbidden', 'signing in was denied in the browser')
  if (login.expires_at <= Date.now()) {
    throw new Fault('invalid_request', 'nobody approved the code in time: start again')
  }
  const { account_id: accountId } = login
  if (login.approved_at === null || accountId === null) {
    throw new Fault('unauthorized', 'the code is not approved yet: ask again in a few seconds')
  }
  return database.write(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('device_login')
      .set({ claimed_at: Date.now() })
      .where('device_hash', '=', hash)
      .where('claimed_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw claimed()
    const day = new Date().toISOString().slice(0, 10)
    return addKey(trx, accountId, { name: `terminal, ${day}`, mode: 'test', expiresIn: KEY_SECONDS })
  })
}

const claimed = () => new Fault('conflict', 'this code has been used: start again')
