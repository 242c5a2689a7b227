import type { Database, Db, Trx } from '../../db/database.ts'
import { isUniqueViolation } from '../../db/errors.ts'
import { Fault } from '../../fault.ts'
import { newId } from '../../ids.ts'
import { type Account, findAccountBySlug, toAccount } from './account.ts'
import type { Attempts } from './attempts.ts'
import { hashPassword, isPassword, requireGoodPassword } from './passwords.ts'
import { requireFreeSlug } from './slugs.ts'

/** Addresses are compared without regard to case. */
export const normaliseEmail = (email: string): string => email.trim().normalize('NFC').toLowerCase()

export interface NewUser {
  slug: string
  name: string
  email: string
  password: string
}

/**
 * Adds a user.
 *
 * @throws Fault `forbidden` unless an administrator asks; `already_exists` with the field that is taken
 */
export async function addUser(database: Database, by: Account, user: NewUser): Promise<Account> {
  if (!by.isAdmin) throw new Fault('forbidden', 'only an administrator can add users')
  requireFreeSlug(user.slug)
  requireGoodPassword(user.password)
  const email = normaliseEmail(user.email)
  const passwordHash = await hashPassword(user.password)
  return database.write(async (trx) => {
    const now = Date.now()
    const row = await trx
      .insertInto('account')
      .values({
        id: newId('usr'),
        kind: 'user',
        slug: user.slug,
        name: user.name,
        email,
        password_hash: passwordHash,
        created_at: now,
        updated_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst()
    if (row) return toAccount(row)
    const isSlug = await findAccountBySlug(trx, user.slug)
    throw isSlug ? slugTaken(user.slug) : emailTaken()
  })
}

/** @throws Fault `not_found` when nobody has this slug; an organisation is not a user */
export async function getUser(db: Db, slug: string): Promise<Account> {
  const account = await findAccountBySlug(db, slug)
  if (account?.kind !== 'user') throw new Fault('not_found', `there is no user "${slug}"`)
  return account
}

export interface UserChanges {
  name?: string | undefined
  email?: string | undefined
  password?: string | undefined
  /** The password until now; needed for a new one, once there is one. */
  currentPassword?: string | undefined
}

/**
 * Changes a user's own account. A new password ends every session but the one that asks.
 *
 * @param sessionHash the hash of the asking session's token, if a session asks
 * @throws Fault `forbidden` when the current password is missing or wrong, `already_exists` for a taken address
 */
export async function changeUser(
  database: Database,
  attempts: Attempts,
  accountId: string,
  changes: UserChanges,
  sessionHash?: string,
): Promise<Account> {
  const { name, password, currentPassword } = changes
  const email = changes.email === undefined ? undefined : normaliseEmail(changes.email)
  if (password !== undefined) requireGoodPassword(password)
  const before = await database.read
    .selectFrom('account')
    .select('password_hash')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  if (password !== undefined && before.password_hash !== null) {
    await requirePassword(attempts, accountId, before.password_hash, currentPassword)
  }
  const passwordHash = password === undefined ? undefined : await hashPassword(password)
  const change = async (trx: Trx) => {
    const row = await trx
      .updateTable('account')
      .set({
        ...(name === undefined ? {} : { name }),
        ...(email === undefined ? {} : { email }),
        ...(passwordHash === undefined ? {} : { password_hash: passwordHash }),
        updated_at: Date.now(),
      })
      .where('id', '=', accountId)
      // A change of the password in between makes the check above worthless.
      .$if(passwordHash !== undefined, (query) =>
        query.where('password_hash', 'is not distinct from', before.password_hash),
      )
      .returningAll()
      .executeTakeFirst()
    if (!row) throw new Fault('conflict', 'the account was changed meanwhile: try again')
    if (passwordHash !== undefined) await closeOtherSessions(trx, accountId, sessionHash)
    return toAccount(row)
  }
  return database.write(change).catch((error: unknown) => {
    throw isUniqueViolation(error) ? emailTaken() : error
  })
}

function requirePassword(attempts: Attempts, accountId: string, stored: string, given: string | undefined) {
  const refuse = (why: string) => new Fault('forbidden', why, { field: 'current_password' })
  if (given === undefined) throw refuse('a new password needs the current one')
  return attempts.password(accountId, async () => {
    if (!(await isPassword(stored, given))) throw refuse('the current password is wrong')
  })
}

async function closeOtherSessions(trx: Trx, accountId: string, sessionHash = ''): Promise<void> {
  await trx
    .deleteFrom('session')
    .where('account_id', '=', accountId)
    .where('token_hash', '!=', sessionHash)
    .execute()
}

export const slugTaken = (slug: string) =>
  new Fault('already_exists', `the slug "${slug}" is taken`, { field: 'slug' })

const emailTaken = () =>
  new Fault('already_exists', 'another account has this email address', { field: 'email' })
