import { Fault } from '../../fault.ts'
import { toAccount } from '../accounts/account.ts'
import type { Caller } from '../accounts/caller.ts'
import { isPassword } from '../accounts/passwords.ts'
import type { Grid } from './grid.ts'

/**
 * Who an account's slug or address and its password stand for, or its slug and one of its API keys. There is no
 * default account.
 *
 * @throws Fault `unauthorized`, the same for all that is wrong; `rate_limited` after too many failures
 */
export async function authenticateOnGrid(
  { database, keyCheck, attempts }: Grid,
  { username, password, address }: { username: string; password: string; address: string },
): Promise<Caller> {
  const wrong = new Fault('unauthorized', 'the user name or the password is wrong')
  const name = username.trim().toLowerCase()
  if (name === '' || name.length > 300 || name.includes('\0')) throw wrong
  return attempts.signIn(name, address, async () => {
    const row = await database.read
      .selectFrom('account')
      .selectAll()
      .where((account) => account.or([account('slug', '=', name), account('email', '=', name)]))
      .executeTakeFirst()
    const byKey = await Promise.resolve(keyCheck.check(password)).catch(() => undefined)
    if (row && byKey?.account.id === row.id) return byKey
    if (!(await isPassword(row?.password_hash, password)) || !row) throw wrong
    return { account: toAccount(row), keyId: 'session', mode: 'test', scopes: ['*'] }
  })
}
