import type { KeyMode } from '../../db/tables.ts'
import type { Account } from './account.ts'
import type { Limits } from './limits.ts'
import type { Scope } from './scopes.ts'

/** Who is asking: the account, and what its key (or its session, which stands for one) allows. */
export interface Caller {
  account: Account
  /** The key's id, or `session` for a signed-in browser. */
  keyId: string
  mode: KeyMode
  scopes: readonly Scope[]
  /** Where the key's own limits differ from the usual ones. */
  limits?: Limits | null
}
