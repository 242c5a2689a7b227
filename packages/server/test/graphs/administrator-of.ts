import { getAccountBySlug } from '../../src/domain/accounts/account.ts'
import type { Caller } from '../../src/domain/accounts/caller.ts'
import type { TestServer } from '../start-server.ts'

/** The administrator of a test's server, as the studio acts for it. */
export async function administratorOf({ deps }: TestServer): Promise<Caller> {
  const account = await getAccountBySlug(deps.database.read, 'admin')
  return { account, keyId: 'studio', mode: 'test', scopes: ['*'] }
}
