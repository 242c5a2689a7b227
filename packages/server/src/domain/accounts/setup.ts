import type { Database, Db } from '../../db/database.ts'
import { isUniqueViolation } from '../../db/errors.ts'
import { Fault } from '../../fault.ts'
import type { Signer } from '../../signer.ts'
import { hashPassword, requireGoodPassword } from './passwords.ts'
import { normaliseEmail } from './users.ts'

/** How long the link of a start works; the next start prints another. */
export const SETUP_MS = 24 * 3600 * 1000

const PURPOSE = 'setup'

/** Whether the administrator has no password yet. */
export async function isSetupOpen(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('account')
    .select('id')
    .where('slug', '=', 'admin')
    .where('password_hash', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** What a setup link carries: when it ends, signed with the installation's secret, so that any server can check it. */
export function newSetupToken(signer: Signer, now = Date.now()): string {
  const expiresAt = String(now + SETUP_MS)
  return `${expiresAt}.${signer.sign(PURPOSE, expiresAt)}`
}

function requireSetupToken(signer: Signer, token: string): void {
  const [expiresAt = '', signature = ''] = token.split('.', 2)
  const isGood = signer.isSigned(PURPOSE, expiresAt, signature) && Number(expiresAt) > Date.now()
  if (!isGood)
    throw new Fault('forbidden', 'this link is not valid any more: start the server again for another')
}

/**
 * Gives the administrator an e-mail address and the first password. Works once: a link of any age is worth nothing
 * from then on.
 *
 * @throws Fault `forbidden` for a token that is forged or old, `conflict` when there is a password already
 */
export async function setUpAdmin(
  { database, signer }: { database: Database; signer: Signer },
  { token, email, password }: { token: string; email: string; password: string },
): Promise<void> {
  requireSetupToken(signer, token)
  requireGoodPassword(password)
  const passwordHash = await hashPassword(password)
  const change = database.write((trx) =>
    trx
      .updateTable('account')
      .set({ email: normaliseEmail(email), password_hash: passwordHash, updated_at: Date.now() })
      .where('slug', '=', 'admin')
      // Two browsers with the same link: one of them is first.
      .where('password_hash', 'is', null)
      .executeTakeFirst(),
  )
  const { numUpdatedRows } = await change.catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error
    throw new Fault('already_exists', 'another account has this email address', { field: 'email' })
  })
  if (numUpdatedRows === 0n)
    throw new Fault('conflict', 'the administrator has a password already: sign in with it')
}
