import type { Db } from '../../db/database.ts'
import { Fault } from '../../fault.ts'
import { getAccountBySlug } from '../accounts/account.ts'
import type { Caller } from '../accounts/caller.ts'

/** Stands for nobody: it is a member of nothing and holds no grant, so it may use what is public and free. */
const GUEST = 'guest'

/** Who asks, as an account: a guest of an open grid has what everyone who is signed in has. */
export const accountIdOf = (caller: Caller | undefined): string => caller?.account.id ?? GUEST

/** Whose what a caller serves becomes: on an open grid, the house's. */
export async function servingCaller(db: Db, caller: Caller | undefined): Promise<Caller> {
  return caller ?? callerOf(db, 'admin')
}

/** The house acting for an account. */
export async function callerOf(db: Db, slug: string): Promise<Caller> {
  const account = await getAccountBySlug(db, slug)
  return { account, keyId: 'grid', mode: 'test', scopes: ['*'] }
}

/** @throws Fault `unauthorized` for who has shown no key where one is needed */
export function requireCaller(auth: 'open' | 'key', caller: Caller | undefined): void {
  if (auth === 'key' && !caller) {
    throw new Fault('unauthorized', 'this grid needs an API key: send it as "Authorization: Bearer <key>"')
  }
}
